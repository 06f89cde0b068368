package dev.telltale.faces;

import dev.telltale.schemas.CropFormat;
import dev.telltale.schemas.FaceCrop;
import dev.telltale.schemas.FaceSlot;
import dev.telltale.vision.Affine;
import dev.telltale.vision.CropSampler;
import dev.telltale.vision.Detection;
import dev.telltale.vision.FaceDetector;
import dev.telltale.vision.FaceSquare;
import dev.telltale.vision.FaceTemplate;
import dev.telltale.vision.LandmarkPrediction;
import dev.telltale.vision.LandmarkPredictor;
import dev.telltale.vision.Picture;
import dev.telltale.vision.media.DecodeAhead;
import dev.telltale.vision.media.TestFrame;
import dev.telltale.vision.quality.FaceQuality;
import dev.telltale.vision.tracking.TrackedFace;
import dev.telltale.vision.tracking.TrackerState;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

class OpenWindowTest {
    private static final int WINDOW_MILLIS = 1280;
    private static final int SLOT = 40_000;
    private static final TrackedFace FACE = new TrackedFace(1,
            FaceTemplate.MEAN.mapped(Affine.similarity(40, 0, 32, 32)), 0.9f);

    @Property(tries = 200)
    void shouldHoldInEachSlotTheNearestFrameWithinHalfASlot(@ForAll("times") List<Long> times) {
        // Given window 3, and frames at any times in it
        long start = 3L * 1000 * WINDOW_MILLIS;
        AtomicInteger open = new AtomicInteger();

        // When
        List<FaceSlot> slots;
        try (VisionTools tools = tools(); OpenWindow window = window(tools, "JPEG", 64, 8 << 20)) {
            for (long time : times) {
                window.add(new TestFrame(time + start, noise(64), open), List.of(FACE));
            }
            slots = times.isEmpty() ? List.of() : window.finish().getFirst().slots();
            assertThat(window.finish()).hasSize(times.isEmpty() ? 0 : 1);
        }

        // Then every slot holds the frame nearest to its centre, and every picture was closed
        for (int slot = 0; slot < 32; slot++) {
            int number = slot;
            long centre = number * (long) SLOT + SLOT / 2;
            List<Long> expected = times.stream().filter(time -> time / SLOT == number)
                    .min(Comparator.comparingLong(time -> Math.abs(time - centre))).map(time -> time + start).stream()
                    .toList();
            assertThat(slots.stream().filter(held -> held.getSlot() == number).map(FaceSlot::getMicros))
                    .as("slot %s", slot).containsExactlyElementsOf(expected);
        }
        assertThat(open).hasValue(0);
    }

    @Provide
    Arbitrary<List<Long>> times() {
        return Arbitraries.longs().between(0, 1000L * WINDOW_MILLIS - 1).set().ofMaxSize(50)
                .map(set -> set.stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource({"25, 32", "30, 32", "50, 32", "60, 32", "24, 31", "12, 16", "5, 7"})
    void shouldFillAsManySlotsAsThereAreFrames(int rate, int filled) {
        AtomicInteger open = new AtomicInteger();
        try (VisionTools tools = tools(); OpenWindow window = window(tools, "JPEG", 64, 8 << 20)) {
            LongStream.iterate(0, i -> i * 1_000_000 / rate < 1000L * WINDOW_MILLIS, i -> i + 1).forEach(
                    i -> window.add(new TestFrame(3L * 1000 * WINDOW_MILLIS + i * 1_000_000 / rate, noise(64), open),
                            List.of(FACE)));

            assertThat(window.finish().getFirst().slots()).hasSize(filled);
        }
        assertThat(open).hasValue(0);
    }

    @Test
    void shouldPackCropsSmallerRatherThanLetTheRecordGrow() {
        // Given pictures of pure noise, of which PNG crops of 1024 pixels would take 3 MB each
        try (VisionTools tools = tools(); OpenWindow window = window(tools, "PNG", 1024, 8 << 20)) {
            fill(window);

            // When
            List<FaceCrop> crops = window.finish().getFirst().crops();

            // Then
            assertThat(crops).hasSize(8).allMatch(crop -> crop.getFormat() == CropFormat.JPEG);
            assertThat(bytes(crops)).isBetween(2 << 20, 8 << 20);
            assertThat(window.reduced()).isEqualTo(8);
        }
    }

    @Test
    void shouldPackCropsAsPlannedWhereThereIsRoom() {
        try (VisionTools tools = tools(); OpenWindow window = window(tools, "PNG", 256, 8 << 20)) {
            fill(window);

            assertThat(window.finish().getFirst().crops()).hasSize(8)
                    .allMatch(crop -> crop.getFormat() == CropFormat.PNG);
            assertThat(window.reduced()).isZero();
        }
    }

    @Test
    void shouldLeaveCropsOutThatFitAtNoQuality() {
        try (VisionTools tools = tools(); OpenWindow window = window(tools, "JPEG", 1024, 64 << 10)) {
            fill(window);

            assertThat(window.finish().getFirst().crops()).isEmpty();
            assertThat(window.reduced()).isEqualTo(8);
        }
    }

    private static void fill(OpenWindow window) {
        byte[] noise = noise(600);
        AtomicInteger open = new AtomicInteger();
        var face = new TrackedFace(1, FaceTemplate.MEAN.mapped(Affine.similarity(500, 0, 300, 300)), 0.9f);
        IntStream.range(0, 32).forEach(
                i -> window.add(new TestFrame(3L * 1000 * WINDOW_MILLIS + i * (long) SLOT, noise, open),
                        List.of(face)));
    }

    private static int bytes(List<FaceCrop> crops) {
        return crops.stream().mapToInt(crop -> crop.getData().remaining()).sum();
    }

    private static OpenWindow window(VisionTools tools, String format, int cropSize, int maxRecordBytes) {
        return new OpenWindow(SlotGrid.of(3, WINDOW_MILLIS), TrackerState.START,
                FixedPlan.of(format, cropSize).plan(), tools, maxRecordBytes);
    }

    private static byte[] noise(int side) {
        byte[] rgb = new byte[3 * side * side];
        new Random(side).nextBytes(rgb);
        return rgb;
    }

    /** What a window looks with; it neither detects nor tracks. */
    private static VisionTools tools() {
        return new VisionTools(new Unused(), new Unused(), new Unused(), new CropSampler(), new FaceQuality(),
                new DecodeAhead());
    }

    private static final class Unused implements FaceDetector, LandmarkPredictor {
        @Override
        public List<Detection> detect(Picture picture) {
            throw new AssertionError("a window detects nothing");
        }

        @Override
        public LandmarkPrediction predict(Picture picture, FaceSquare where) {
            throw new AssertionError("a window tracks nothing");
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
