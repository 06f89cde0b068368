package dev.telltale.detectors.score;

import dev.telltale.detectors.calibration.Calibration;
import dev.telltale.detectors.calibration.Platt;
import dev.telltale.detectors.inference.Model;
import dev.telltale.detectors.inference.ProviderChain;
import dev.telltale.detectors.packages.ModelStore;
import dev.telltale.detectors.packages.Packages;
import dev.telltale.detectors.packages.QualityLimits;
import dev.telltale.vision.AlignedCrop;
import dev.telltale.vision.CropEncoder;
import dev.telltale.vision.StillPicture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FrameDetectorTest {
    private static final AlignedCrop CROP = new AlignedCrop(64, 0.5);
    private static final Platt PLATT = new Platt(2, -1);
    private static final QualityLimits LIMITS = new QualityLimits(2, 20, 5, 45);

    @TempDir
    Path store;

    @Test
    void shouldJudgeAWindowByTheMeanOfItsFrames() {
        try (FrameDetector detector = detector(PLATT)) {
            List<FaceFrame> window = List.of(frame(0, 60, 0), frame(4, 60, 0), frame(8, 60, 0));
            double mean = window.stream().mapToDouble(detector::logit).average().orElseThrow();

            ScoreResult result = detector.score(window);

            assertThat(result).isInstanceOfSatisfying(ScoreResult.Scored.class, scored -> {
                assertThat(scored.llr()).isCloseTo(PLATT.llr(mean), within(1e-9));
                assertThat(scored.score()).isCloseTo(1 / (1 + Math.exp(-mean)), within(1e-9));
                assertThat(scored.slots()).extracting(SlotOpinion::slot).containsExactly(0, 4, 8);
            });
        }
    }

    @Test
    void shouldAbstainWithTheReason() {
        try (FrameDetector detector = detector(PLATT)) {
            assertThat(detector.score(List.of(frame(0, 60, 0))))
                    .isEqualTo(
                            new ScoreResult.Abstained(AbstainCause.TOO_FEW_FRAMES, "1 frames, at least 2 are needed"));
            assertThat(detector.score(List.of(frame(0, 60, 0), frame(4, 10, 0), frame(8, 60, 80))))
                    .isInstanceOfSatisfying(ScoreResult.Abstained.class,
                            abstained -> assertThat(abstained.cause()).isEqualTo(AbstainCause.LOW_QUALITY));
        }
    }

    @Test
    void shouldAbstainWithoutCalibration() {
        try (FrameDetector detector = detector(null)) {
            assertThat(detector.score(List.of(frame(0, 60, 0), frame(4, 60, 0))))
                    .isInstanceOfSatisfying(ScoreResult.Abstained.class,
                            abstained -> assertThat(abstained.cause()).isEqualTo(AbstainCause.UNCALIBRATED));
        }
    }

    @Test
    void shouldFailOnACropThatIsNoPicture() {
        try (FrameDetector detector = detector(PLATT)) {
            FaceFrame broken = new FaceFrame(4, CROP, ByteBuffer.wrap(new byte[]{1, 2, 3}), 60, 100, 0);

            assertThat(detector.score(List.of(frame(0, 60, 0), broken)))
                    .isInstanceOfSatisfying(ScoreResult.Failed.class,
                            failed -> assertThat(failed.detail()).contains("not a readable picture"));
        }
    }

    @Test
    void shouldCopyPixelsWhereScalesAgree() {
        AlignedCrop travelled = new AlignedCrop(256, 0.5);
        byte[] pixels = noise(256);

        try (CropReader reader = new CropReader(new AlignedCrop(160, 0.125));
                StillPicture picture = StillPicture.ofRgb(256, 256, pixels)) {
            byte[] cut = reader.read(picture, travelled);

            for (int y = 0; y < 160; y += 53) {
                for (int x = 0; x < 160; x += 31) {
                    assertThat(cut[3 * (160 * y + x)]).isEqualTo(pixels[3 * (256 * (y + 48) + x + 48)]);
                }
            }
        }
    }

    private FrameDetector detector(@Nullable Calibration calibration) {
        Packages.writeGood(store, calibration, LIMITS);
        return new FrameDetector(Model.load(new ModelStore(List.of(store)).get(Packages.TINY), ProviderChain.cpu()));
    }

    private static FaceFrame frame(int slot, float interocular, float yaw) {
        byte[] pixels = noise(CROP.size());
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ((pixels[i] & 0x3F) + 5 * slot);
        }
        byte[] file = CropEncoder.PNG.encode(pixels, CROP.size(), 100);
        return new FaceFrame(slot, CROP, ByteBuffer.wrap(file), interocular, 100, yaw);
    }

    private static byte[] noise(int side) {
        byte[] pixels = new byte[3 * side * side];
        new Random(9).nextBytes(pixels);
        return pixels;
    }
}
