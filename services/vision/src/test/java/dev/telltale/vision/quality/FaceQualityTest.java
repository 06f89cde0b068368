package dev.telltale.vision.quality;

import dev.telltale.vision.Affine;
import dev.telltale.vision.FaceTemplate;
import dev.telltale.vision.Landmarks;
import dev.telltale.vision.Picture;
import dev.telltale.vision.StillPicture;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FaceQualityTest {
    private static final int SIDE = 300;
    private static final Landmarks FACE = FaceTemplate.MEAN.mapped(Affine.similarity(200, 0, 150, 150));
    private static final HeadPose FRONTAL = new HeadPose(0, 0, 0);

    @Test
    void shouldFindABlurredFaceLessSharp() {
        byte[] noise = noise();

        double sharp = measure(noise).sharpness();
        double blurred = measure(blurred(noise)).sharpness();
        double flat = measure(level(120)).sharpness();

        assertThat(sharp).isGreaterThan(4 * blurred);
        assertThat(blurred).isGreaterThan(flat);
        assertThat(flat).isZero();
    }

    @Test
    void shouldMeasureBrightnessAndSize() {
        FaceQuality.Measures measures = measure(level(90));

        assertThat(measures.brightness()).isCloseTo(90, within(0.5));
        assertThat(measures.interocular()).isCloseTo(200 * 0.6044, within(0.1));
    }

    @Test
    void shouldFindAGoodFaceWorthEverythingAndAnyBadOneLess() {
        assertThat(new FaceQuality.Measures(400, 130, 80, FRONTAL).worth()).isEqualTo(1);
        assertThat(new FaceQuality.Measures(400, 130, 14, FRONTAL).worth()).isZero();
        assertThat(new FaceQuality.Measures(5, 130, 80, FRONTAL).worth()).isZero();
        assertThat(new FaceQuality.Measures(400, 15, 80, FRONTAL).worth()).isZero();
        assertThat(new FaceQuality.Measures(400, 252, 80, FRONTAL).worth()).isZero();
        assertThat(new FaceQuality.Measures(400, 130, 80, new HeadPose(75, 0, 0)).worth()).isZero();
        assertThat(new FaceQuality.Measures(400, 130, 80, new HeadPose(0, -65, 0)).worth()).isZero();
        // Tilted heads are set upright by the crop.
        assertThat(new FaceQuality.Measures(400, 130, 80, new HeadPose(0, 0, 50)).worth()).isEqualTo(1);
    }

    @Property(tries = 200)
    void shouldStayBetweenNothingAndEverything(@ForAll @DoubleRange(max = 1e6) double sharpness,
            @ForAll @DoubleRange(max = 255) double brightness, @ForAll @DoubleRange(max = 4000) double interocular,
            @ForAll @DoubleRange(min = -180, max = 180) double yaw) {
        double worth = new FaceQuality.Measures(sharpness, brightness, interocular, new HeadPose(yaw, 0, 0)).worth();

        assertThat(worth).isBetween(0.0, 1.0);
    }

    private static FaceQuality.Measures measure(byte[] gray) {
        try (FaceQuality quality = new FaceQuality(); Picture picture = StillPicture.ofGray(SIDE, SIDE, gray)) {
            return quality.measure(picture, FACE);
        }
    }

    private static byte[] level(int grey) {
        byte[] gray = new byte[SIDE * SIDE];
        java.util.Arrays.fill(gray, (byte) grey);
        return gray;
    }

    private static byte[] noise() {
        Random random = new Random(3);
        byte[] gray = new byte[SIDE * SIDE];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (byte) (100 + random.nextInt(80));
        }
        return gray;
    }

    /** Mean of 5 x 5 neighbours. */
    private static byte[] blurred(byte[] gray) {
        byte[] blurred = gray.clone();
        for (int y = 2; y < SIDE - 2; y++) {
            for (int x = 2; x < SIDE - 2; x++) {
                int sum = 0;
                for (int i = 0; i < 25; i++) {
                    sum += gray[(y + i / 5 - 2) * SIDE + x + i % 5 - 2] & 0xff;
                }
                blurred[y * SIDE + x] = (byte) (sum / 25);
            }
        }
        return blurred;
    }
}
