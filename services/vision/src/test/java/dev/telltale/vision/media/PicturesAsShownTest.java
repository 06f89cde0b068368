package dev.telltale.vision.media;

import dev.telltale.vision.Affine;
import dev.telltale.vision.CropSampler;
import dev.telltale.vision.Picture;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/** Four coloured quarters, coded in many ways, must come out where and as a viewer sees them. */
class PicturesAsShownTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"0, 1, 1, 96, 64", "90, 1, 1, 64, 96", "180, 1, 1, 96, 64", "270, 1, 1, 64, 96", "0, 4, 3, 128, 64",
        "0, 1, 2, 96, 128", "90, 4, 3, 64, 128", "270, 1, 2, 128, 96"})
    void shouldStretchAndTurnPictures(int rotation, int aspectNum, int aspectDen, int width, int height) {
        // Given
        Path file = TestPictures.of("yuv420p", 96, 64).aspect(aspectNum, aspectDen).turned(rotation)
                .write(folder.resolve("shown.mkv"), Quarters.pictures(96, 64, 2));

        // When
        DecodeCounts counts = look(file, picture -> {
            // Then
            assertThat(picture.width()).isEqualTo(width);
            assertThat(picture.height()).isEqualTo(height);
            Quarters.check(picture, rotation / 90, 12);
        });
        assertThat(counts).isEqualTo(new DecodeCounts(2, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yuv420p", "yuv422p", "yuv444p", "yuv411p", "yuv420p10le", "yuv422p10le", "yuv444p12le",
        "yuv422p16le", "yuva420p", "bgr0", "gbrp10le"})
    void shouldShowEveryDepthAndSubsamplingAlike(String pixels) {
        Path file = TestPictures.of(pixels, 96, 64).turned(90).write(folder.resolve("depth.mkv"),
                Quarters.pictures(96, 64, 1));

        assertThat(look(file, picture -> Quarters.check(picture, 1, 12)).lost()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"mjpeg, yuvj420p, mov", "mjpeg, yuvj422p, mov", "prores_ks, yuv422p10le, mov",
        "mpeg2video, yuv422p, mov"})
    void shouldHonourRangeAndDepthOfWhatCamerasAndStudiosSend(String codec, String pixels, String container) {
        Path file = TestPictures.of(pixels, 96, 64).codec(codec).write(folder.resolve("camera." + container),
                Quarters.pictures(96, 64, 3));

        assertThat(look(file, picture -> Quarters.check(picture, 0, 16)).frames()).isEqualTo(3);
    }

    /** swscale leaves the last columns as they are where a row is no multiple of eight pixels and has no room for more. */
    @Test
    void shouldFillEveryColumnWhateverTheWidth() {
        for (int width = 1; width < 80; width++) {
            byte[] rgb = new byte[3 * width * 18];
            Arrays.fill(rgb, (byte) 200);
            Path file = TestPictures.of("yuv420p", width, 18).write(folder.resolve("flat.mkv"), List.of(rgb));

            look(file, picture -> {
                byte[] shown = new byte[rgb.length];
                try (CropSampler sampler = new CropSampler()) {
                    sampler.rgb(picture, new Affine(1, 0, 0, 0, 1, 0), picture.width(), picture.height(), shown);
                }
                for (byte level : shown) {
                    assertThat(level & 0xff).as("width %s", picture.width()).isBetween(196, 204);
                }
            });
        }
    }

    @Property(tries = 60)
    void shouldShowOddAndTinyPicturesWhole(@ForAll @IntRange(min = 1, max = 67) int width,
            @ForAll @IntRange(min = 1, max = 67) int height, @ForAll @IntRange(min = 0, max = 3) int turns,
            @ForAll boolean tenBits) throws IOException {
        // Given
        Path file = Files.createTempFile("odd", ".mkv");
        TestPictures.of(tenBits ? "yuv422p10le" : "yuv420p", width, height).turned(90 * turns)
                .write(file, Quarters.pictures(width, height, 1));

        // When
        DecodeCounts counts = look(file, picture -> {
            // Then
            assertThat(picture.width()).isEqualTo(turns % 2 == 0 ? width : height);
            assertThat(picture.height()).isEqualTo(turns % 2 == 0 ? height : width);
            if (Math.min(width, height) >= 24) {
                Quarters.check(picture, turns, 16);
            }
        });
        Files.delete(file);
        assertThat(counts.frames()).isEqualTo(1);
    }

    private static DecodeCounts look(Path file, Consumer<Picture> look) {
        return Clip.read(file).decode(DecoderLimits.DEFAULT, look);
    }
}
