package dev.telltale.vision;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CropSamplerTest {
    private final CropSampler sampler = new CropSampler();

    @AfterEach
    void close() {
        sampler.close();
    }

    @Test
    void shouldCopyPixelsWhereNothingMoves() {
        try (Picture picture = gradient(40, 30)) {
            byte[] out = new byte[10 * 8 * 3];

            sampler.rgb(picture, new Affine(1, 0, 5, 0, 1, 7), 10, 8, out);

            assertThat(out[0]).isEqualTo((byte) 15);
            assertThat(out[1]).isEqualTo((byte) 21);
            assertThat(out[(3 * 10 + 4) * 3]).isEqualTo((byte) (3 * 9));
            assertThat(out[(3 * 10 + 4) * 3 + 1]).isEqualTo((byte) (3 * 10));
        }
    }

    @Test
    void shouldNotShiftWhenItShrinks() {
        try (Picture picture = gradient(80, 80)) {
            FaceSquare square = new FaceSquare(40, 36, 40, 0);
            byte[] out = new byte[10 * 10 * 3];

            sampler.rgb(picture, square.toPicture(10), 10, 10, out);

            // The first pixel of the crop averages columns 20 to 24 about 21.5 and rows 16 to 20 about 17.5.
            assertThat(out[0] & 0xff).isCloseTo(Math.round(3 * 21.5f), within(2));
            assertThat(out[1] & 0xff).isCloseTo(Math.round(3 * 17.5f), within(2));
        }
    }

    @Test
    void shouldAverageFineDetailInsteadOfAliasing() {
        byte[] rgb = new byte[240 * 240 * 3];
        for (int i = 0; i < 240 * 240; i++) {
            byte v = (byte) ((i % 240 + i / 240) % 2 == 0 ? 255 : 0);
            rgb[3 * i] = v;
            rgb[3 * i + 1] = v;
            rgb[3 * i + 2] = v;
        }
        try (Picture picture = StillPicture.ofRgb(240, 240, rgb)) {
            byte[] out = new byte[24 * 24];

            sampler.gray(picture, new FaceSquare(120, 120, 140, 20).toPicture(24), 24, 24, out);

            for (byte v : out) {
                assertThat(v & 0xff).isBetween(100, 155);
            }
        }
    }

    @Test
    void shouldBeBlackOutsideOfThePicture() {
        try (Picture picture = gradient(40, 40)) {
            byte[] out = new byte[16 * 16 * 3];

            sampler.rgb(picture, new FaceSquare(-500, -500, 60, 10).toPicture(16), 16, 16, out);

            assertThat(out).containsOnly((byte) 0);
        }
    }

    private static Picture gradient(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rgb[(y * width + x) * 3] = (byte) (3 * x);
                rgb[(y * width + x) * 3 + 1] = (byte) (3 * y);
            }
        }
        return StillPicture.ofRgb(width, height, rgb);
    }
}
