package dev.telltale.vision.media;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What FFmpeg's command line makes with encoders that the jar does not have: H.264 and HEVC of every depth, with B-frames. */
class OtherEncodersTest {
    private static final int FRAMES = 10;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"libx264, yuv420p, , mp4", "libx264, yuv420p10le, , mp4", "libx264, yuv422p10le, bt709, mkv",
        "libx264, yuv420p, bt709, ts", "libx264, yuv444p, full, mov", "libx265, yuv420p10le, , mp4",
        "libx265, yuv422p10le, bt709, mkv", "libvpx-vp9, yuv422p, , webm", "libsvtav1, yuv420p10le, , mkv",
        "libsvtav1, yuv420p, bt709, mp4", "mpeg2video, yuv422p, , ts"})
    void shouldShowThePicturesThatOtherEncodersPacked(String encoder, String pixels, @Nullable String colours,
            String container)
            throws Exception {
        // Given
        Path raw = folder.resolve("raw.rgb");
        var bytes = new ByteArrayOutputStream();
        Quarters.pictures(96, 64, FRAMES).forEach(bytes::writeBytes);
        Files.write(raw, bytes.toByteArray());
        Path file = folder.resolve("packed." + container);
        encode(raw, file, encoder, pixels, colours == null ? "" : colours);

        // When
        DecodeCounts counts = Clip.read(file).decode(DecoderLimits.DEFAULT,
                // Then
                picture -> Quarters.check(picture, 0, 20));
        assertThat(counts).isEqualTo(new DecodeCounts(FRAMES, 0, 0, 0, 0));
    }

    private void encode(Path raw, Path file, String encoder, String pixels, String colours) throws Exception {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt",
                "rgb24", "-s", "96x64", "-r", "25", "-i", raw.toString(), "-an", "-c:v", encoder, "-pix_fmt", pixels));
        command.addAll(switch (colours) {
            case "bt709" -> List.of("-vf", "scale=out_color_matrix=bt709", "-colorspace", "bt709");
            case "full" -> List.of("-vf", "scale=out_range=pc", "-color_range", "pc");
            default -> List.of();
        });
        command.add(file.toString());
        Path log = folder.resolve("ffmpeg.log");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assumeTrue(process.exitValue() == 0, "skipped: ffmpeg cannot encode with " + encoder + ": "
                    + Files.readString(log).lines().findFirst().orElse(""));
        } catch (IOException e) {
            assumeTrue(false, "skipped: no ffmpeg command line here (" + e.getMessage() + ")");
        }
    }
}
