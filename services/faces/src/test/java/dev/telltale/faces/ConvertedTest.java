package dev.telltale.faces;

import dev.telltale.schemas.FrameWindow;
import dev.telltale.vision.colour.ColourTags;
import dev.telltale.vision.media.TestFfmpeg;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ConvertedTest {
    private static final int BT2020 = 9;
    private static final int HLG = 18;

    /** VP9 has no words for transfer and primaries: without the container's the picture would be pale. */
    @Test
    void shouldHandOverTheColoursThatOnlyTheContainerKnows(@TempDir Path folder) {
        // Given
        Path clip = TestFfmpeg.make(folder.resolve("hlg.webm"), "-f lavfi -i testsrc2=s=64x64:d=0.2 -vf "
                + "format=yuv420p10le,setparams=color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc "
                + "-c:v libvpx-vp9 -cpu-used 8");
        // When
        List<FrameWindow> windows = Recorded.windows(clip);
        // Then
        assertThat(Converted.video(windows.getFirst()).colours())
                .isEqualTo(new ColourTags(BT2020, HLG, BT2020, ColourTags.LIMITED));
    }
}
