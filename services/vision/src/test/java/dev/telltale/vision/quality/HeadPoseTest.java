package dev.telltale.vision.quality;

import dev.telltale.vision.Affine;
import dev.telltale.vision.FaceTemplate;
import dev.telltale.vision.Landmarks;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class HeadPoseTest {
    /** Depth of the points that the pose is read from, towards the viewer, in units of the template. */
    private static final double NOSE = 0.18;
    private static final double CHIN = 0.05;
    private static final double EYES = -0.05;
    private static final double MOUTH = 0.02;

    @Property(tries = 100)
    void shouldTellRollWhateverPlaceAndSize(@ForAll @DoubleRange(min = -170, max = 170) double roll,
            @ForAll @DoubleRange(min = 10, max = 900) double size,
            @ForAll @DoubleRange(min = -2000, max = 2000) double x) {
        Landmarks face = turned(20, -15);
        HeadPose upright = HeadPose.of(face);

        HeadPose pose = HeadPose.of(face.mapped(Affine.similarity(size / 200, roll, x, -x)));

        assertThat(Math.IEEEremainder(pose.roll() - upright.roll() - roll, 360)).isCloseTo(0, within(0.5));
        assertThat(pose.yaw()).isCloseTo(upright.yaw(), within(0.5));
        assertThat(pose.pitch()).isCloseTo(upright.pitch(), within(0.5));
    }

    @Test
    void shouldFindTheMeanFaceFrontal() {
        HeadPose pose = HeadPose.of(FaceTemplate.MEAN);

        assertThat(pose.yaw()).isCloseTo(0, within(1.0));
        assertThat(pose.roll()).isCloseTo(0, within(0.1));
        assertThat(Math.abs(pose.pitch())).isLessThan(15);
    }

    @Property(tries = 100)
    void shouldTurnWithTheHead(@ForAll @DoubleRange(min = -50, max = 50) double yaw) {
        double measured = HeadPose.of(turned(yaw, 0)).yaw();

        assertThat(measured).isCloseTo(yaw, within(4 + 0.15 * Math.abs(yaw)));
    }

    @Property(tries = 100)
    void shouldMirrorYawAndRollWithThePicture(@ForAll @DoubleRange(min = -50, max = 50) double yaw,
            @ForAll @DoubleRange(min = -30, max = 30) double pitch) {
        Landmarks face = turned(yaw, pitch);

        HeadPose pose = HeadPose.of(face);
        HeadPose mirrored = HeadPose.of(mirror(face));

        assertThat(mirrored.yaw()).isCloseTo(-pose.yaw(), within(0.1));
        assertThat(mirrored.roll()).isCloseTo(-pose.roll(), within(0.1));
        assertThat(mirrored.pitch()).isCloseTo(pose.pitch(), within(0.1));
    }

    @Test
    void shouldRaiseThePitchWithTheHead() {
        double level = HeadPose.of(turned(0, 0)).pitch();

        assertThat(HeadPose.of(turned(0, 25)).pitch()).isGreaterThan(level + 12);
        assertThat(HeadPose.of(turned(0, -25)).pitch()).isLessThan(level - 12);
    }

    /** The mean face with some depth, turned to its own left and raised, seen from afar. */
    private static Landmarks turned(double yaw, double pitch) {
        float[] xy = FaceTemplate.MEAN.toArray();
        double sinYaw = Math.sin(Math.toRadians(yaw));
        double cosYaw = Math.cos(Math.toRadians(yaw));
        double sinPitch = Math.sin(Math.toRadians(pitch));
        double cosPitch = Math.cos(Math.toRadians(pitch));
        for (int i = 0; i < Landmarks.COUNT; i++) {
            double depth = depth(i);
            double x = xy[2 * i] * cosYaw + depth * sinYaw;
            double forward = depth * cosYaw - xy[2 * i] * sinYaw;
            xy[2 * i] = (float) (300 + 200 * x);
            xy[2 * i + 1] = (float) (200 + 200 * (xy[2 * i + 1] * cosPitch - forward * sinPitch));
        }
        return Landmarks.of(xy);
    }

    private static double depth(int point) {
        return switch (point) {
            case 30 -> NOSE;
            case 8 -> CHIN;
            case 36, 45 -> EYES;
            case 48, 54 -> MOUTH;
            default -> 0;
        };
    }

    /** Only the points that the pose is read from change places; all others do not matter. */
    private static Landmarks mirror(Landmarks face) {
        float[] xy = face.toArray();
        for (int i = 0; i < Landmarks.COUNT; i++) {
            xy[2 * i] = 600 - xy[2 * i];
        }
        swap(xy, 36, 45);
        swap(xy, 48, 54);
        return Landmarks.of(xy);
    }

    private static void swap(float[] xy, int a, int b) {
        for (int c = 0; c < 2; c++) {
            float kept = xy[2 * a + c];
            xy[2 * a + c] = xy[2 * b + c];
            xy[2 * b + c] = kept;
        }
    }
}
