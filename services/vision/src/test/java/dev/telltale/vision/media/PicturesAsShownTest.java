package dev.telltale.vision.media;

import dev.telltale.vision.Affine;
import dev.telltale.vision.CropSampler;
import dev.telltale.vision.Picture;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Four coloured quarters, coded in many ways, must come out where and as a viewer sees them. */
class PicturesAsShownTest {
    private static final int[] RED = {200, 40, 40};
    private static final int[] GREEN = {40, 180, 60};
    private static final int[] BLUE = {50, 60, 190};
    private static final int[] WHITE = {230, 230, 230};
    /** Upper left, upper right, lower right, lower left: a quarter turn clockwise moves each to the next place. */
    private static final List<int[]> QUARTERS = List.of(RED, GREEN, WHITE, BLUE);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"0, 1, 1, 96, 64", "90, 1, 1, 64, 96", "180, 1, 1, 96, 64", "270, 1, 1, 64, 96", "0, 4, 3, 128, 64",
        "0, 1, 2, 96, 128", "90, 4, 3, 64, 128", "270, 1, 2, 128, 96"})
    void shouldStretchAndTurnPictures(int rotation, int aspectNum, int aspectDen, int width, int height) {
        // Given
        Path file = TestPictures.of("yuv420p", 96, 64).aspect(aspectNum, aspectDen).turned(rotation)
                .write(folder.resolve("shown.mkv"), quarters(96, 64, 2));

        // When
        DecodeCounts counts = look(file, picture -> {
            // Then
            assertThat(picture.width()).isEqualTo(width);
            assertThat(picture.height()).isEqualTo(height);
            checkQuarters(picture, rotation / 90, 12);
        });
        assertThat(counts).isEqualTo(new DecodeCounts(2, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yuv420p", "yuv422p", "yuv444p", "yuv411p", "yuv420p10le", "yuv422p10le", "yuv444p12le",
        "yuv422p16le", "yuva420p", "bgr0", "gbrp10le"})
    void shouldShowEveryDepthAndSubsamplingAlike(String pixels) {
        Path file = TestPictures.of(pixels, 96, 64).turned(90).write(folder.resolve("depth.mkv"),
                quarters(96, 64, 1));

        assertThat(look(file, picture -> checkQuarters(picture, 1, 12)).lost()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"mjpeg, yuvj420p, mov", "mjpeg, yuvj422p, mov", "prores_ks, yuv422p10le, mov",
        "mpeg2video, yuv422p, mov"})
    void shouldHonourRangeAndDepthOfWhatCamerasAndStudiosSend(String codec, String pixels, String container) {
        Path file = TestPictures.of(pixels, 96, 64).codec(codec).write(folder.resolve("camera." + container),
                quarters(96, 64, 3));

        assertThat(look(file, picture -> checkQuarters(picture, 0, 16)).frames()).isEqualTo(3);
    }

    @Property(tries = 60)
    void shouldShowOddAndTinyPicturesWhole(@ForAll @IntRange(min = 1, max = 67) int width,
            @ForAll @IntRange(min = 1, max = 67) int height, @ForAll @IntRange(min = 0, max = 3) int turns,
            @ForAll boolean tenBits) throws IOException {
        // Given
        Path file = Files.createTempFile("odd", ".mkv");
        TestPictures.of(tenBits ? "yuv422p10le" : "yuv420p", width, height).turned(90 * turns)
                .write(file, quarters(width, height, 1));

        // When
        DecodeCounts counts = look(file, picture -> {
            // Then
            assertThat(picture.width()).isEqualTo(turns % 2 == 0 ? width : height);
            assertThat(picture.height()).isEqualTo(turns % 2 == 0 ? height : width);
            if (Math.min(width, height) >= 16) {
                checkQuarters(picture, turns, 16);
            }
        });
        Files.delete(file);
        assertThat(counts.frames()).isEqualTo(1);
    }

    private static DecodeCounts look(Path file, Consumer<Picture> look) {
        return Clip.read(file).decode(DecoderLimits.DEFAULT, look);
    }

    private static List<byte[]> quarters(int width, int height, int frames) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean right = 2 * x >= width;
                int[] colour = QUARTERS.get(2 * y < height ? right ? 1 : 0 : right ? 2 : 3);
                for (int c = 0; c < 3; c++) {
                    rgb[3 * (y * width + x) + c] = (byte) colour[c];
                }
            }
        }
        return Collections.nCopies(frames, rgb);
    }

    /** Colour and luma in the middle of each quarter. */
    private static void checkQuarters(Picture picture, int turns, int tolerance) {
        byte[] rgb = new byte[3];
        byte[] luma = new byte[1];
        try (CropSampler sampler = new CropSampler()) {
            for (int place = 0; place < 4; place++) {
                Affine middle = new Affine(1, 0, middle(place == 1 || place == 2, picture.width()), 0, 1,
                        middle(place > 1, picture.height()));
                sampler.rgb(picture, middle, 1, 1, rgb);
                sampler.gray(picture, middle, 1, 1, luma);
                int[] colour = QUARTERS.get(Math.floorMod(place - turns, 4));
                for (int c = 0; c < 3; c++) {
                    assertThat(rgb[c] & 0xff).as("channel %s at place %s", c, place).isCloseTo(colour[c],
                            within(tolerance));
                }
                double grey = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2];
                assertThat((double) (luma[0] & 0xff)).as("luma at place %s", place).isCloseTo(grey,
                        within((double) tolerance));
            }
        }
    }

    private static int middle(boolean further, int length) {
        return (further ? 3 : 1) * length / 4;
    }
}
