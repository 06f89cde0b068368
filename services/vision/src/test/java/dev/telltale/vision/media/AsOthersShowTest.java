package dev.telltale.vision.media;

import dev.telltale.vision.Picture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What the command line shows of a clip is what we show. */
class AsOthersShowTest {
    private static final String SOURCE = "-f lavfi -i testsrc2=s=128x96:r=25 ";

    @TempDir
    Path folder;

    /** A telephone that is held upright, or upside down, writes the angle beside the pictures. */
    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270})
    void shouldTurnPicturesAsTheCommandLineDoes(int degrees) throws Exception {
        // Given
        Path flat = TestFfmpeg.make(folder.resolve("flat.mov"),
                SOURCE + "-t 0.2 -c:v libx264 -qp 2 -pix_fmt yuv420p");
        Path clip = TestFfmpeg.make(folder.resolve("turned.mov"),
                "-i " + flat + " -c copy -metadata:s:v rotate=" + degrees);
        byte[] reference = Files.readAllBytes(TestFfmpeg.make(folder.resolve("shown.rgb"),
                "-i " + clip + " -frames:v 1 -pix_fmt rgb24 -f rawvideo"));

        // When
        List<Double> differences = new ArrayList<>();
        Clip.read(clip).decode(DecoderLimits.DEFAULT, picture -> {
            assertThat(picture.width()).isEqualTo(degrees % 180 == 0 ? 128 : 96);
            if (differences.isEmpty()) {
                differences.add(difference(picture, reference));
            }
        });

        // Then: turned the wrong way it is 60 and more
        assertThat(differences).singleElement().satisfies(mean -> assertThat(mean).isLessThan(6));
    }

    /** Joined in the middle, nothing is shown before every stripe has been renewed. */
    @Test
    void shouldShowOnlyWholePicturesOfAnIntraRefreshThatIsJoinedInItsMiddle() {
        // Given pictures 30 to 99, key packets 50 and 75
        Path clip = TestFfmpeg.make(folder.resolve("joined.ts"), "-f lavfi -i nullsrc=s=640x96:r=25,"
                + "geq=lum='40+5*mod(N,32)':cb=128:cr=128 -t 4 -c:v libx264 -qp 4"
                + " -x264opts intra-refresh=1:keyint=25:bframes=0 -bsf:v noise=drop=lt(n\\,30)");
        Clip read = Clip.read(clip);
        assertThat(read.packets()).hasSize(70);
        List<Long> shown = new ArrayList<>();

        // When
        DecodeCounts counts = read.decode(DecoderLimits.DEFAULT, picture -> {
            long number = 30 + picture.time().micros() / 40_000;
            shown.add(number);
            for (int x = 8; x < picture.width(); x += 16) {
                // Then
                assertThat(picture.luma().pixels().ptr(picture.height() / 2, x).get() & 0xff)
                        .as("stripe at %s of picture %s", x, number)
                        .isBetween((int) (38 + 5 * (number % 32)), (int) (42 + 5 * (number % 32)));
            }
        });
        assertThat(counts.beforeKey()).isEqualTo(20);
        assertThat(counts.lost()).isZero();
        assertThat(shown).hasSizeBetween(20, 49).isSorted();
        assertThat(shown.getLast()).isEqualTo(99);
    }

    /** Between two key frames VP9 may code smaller pictures, to save bits; nobody is meant to notice. */
    @Test
    void shouldShowPicturesThatVp9CodesSmallerAtTheirUsualSize() throws Exception {
        // Given two sizes in one stream
        String encoder = "-t 0.4 -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 1M";
        Path large = TestFfmpeg.make(folder.resolve("large.webm"), SOURCE + encoder);
        Path small = TestFfmpeg.make(folder.resolve("small.webm"), SOURCE + "-s 64x48 " + encoder);
        Path list = Files.writeString(folder.resolve("list"), "file '" + large + "'\nfile '" + small + "'\n");
        Path clip = TestFfmpeg.make(folder.resolve("both.webm"), "-f concat -safe 0 -i " + list + " -c copy");
        List<String> sizes = new ArrayList<>();

        // When
        Clip read = Clip.read(clip);
        new Clip(read.video().resized(128, 96), read.packets()).decode(DecoderLimits.DEFAULT,
                picture -> sizes.add(picture.rgb().cols() + "x" + picture.luma().pixels().rows()));

        // Then
        assertThat(sizes).hasSize(20).containsOnly("128x96");
    }

    private static double difference(Picture picture, byte[] reference) {
        byte[] row = new byte[3 * picture.width()];
        assertThat(reference).hasSize(row.length * picture.height());
        long sum = 0;
        for (int y = 0; y < picture.height(); y++) {
            picture.rgb().ptr(y).get(row);
            for (int i = 0; i < row.length; i++) {
                sum += Math.abs((row[i] & 0xff) - (reference[y * row.length + i] & 0xff));
            }
        }
        return (double) sum / reference.length;
    }
}
