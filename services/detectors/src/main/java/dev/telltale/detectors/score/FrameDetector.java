package dev.telltale.detectors.score;

import dev.telltale.detectors.calibration.Calibration;
import dev.telltale.detectors.inference.CropTranslator;
import dev.telltale.detectors.inference.Model;
import dev.telltale.detectors.inference.ModelException;
import dev.telltale.detectors.inference.Predictor;
import dev.telltale.detectors.packages.CropSpec;
import dev.telltale.detectors.packages.InputSpec;
import dev.telltale.detectors.packages.Manifest;
import dev.telltale.detectors.packages.QualityLimits;
import dev.telltale.detectors.packages.Task;
import dev.telltale.vision.AlignedCrop;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges windows by a network that looks at single crops: the window's raw score is the mean of its frames' logits. One face at a time: on a CPU
 * batches gain nothing. Not thread-safe: one per worker.
 */
public final class FrameDetector implements AutoCloseable {
    private static final String LOGIT = "logit";

    private final Manifest manifest;
    private final Predictor predictor;
    private final CropTranslator translator;
    private final CropReader reader;
    private final CropDecoder decoder;
    private final boolean ownsDecoder;

    /** Decodes crops for itself alone. */
    public FrameDetector(Model model) {
        this(model, new CropDecoder(), true);
    }

    /** Shares decoded crops with others; their owner frees them when a window is done with. */
    public FrameDetector(Model model, CropDecoder decoder) {
        this(model, decoder, false);
    }

    private FrameDetector(Model model, CropDecoder decoder, boolean ownsDecoder) {
        this.decoder = decoder;
        this.ownsDecoder = ownsDecoder;
        manifest = model.manifest();
        InputSpec input = manifest.input();
        if (manifest.task() != Task.FRAME_SCORE || input.crop().template() != CropSpec.Template.MEAN_FACE_68) {
            throw new ModelException(manifest.id() + ": its task is " + manifest.task() + " on "
                    + input.crop().template() + ", expected FRAME_SCORE on MEAN_FACE_68");
        }
        reader = new CropReader(new AlignedCrop(input.size(), input.crop().margin()));
        translator = new CropTranslator(input);
        predictor = model.newPredictor();
    }

    /** The detector's opinion of one face in one window, its frames ascending by slot. */
    public ScoreResult score(List<FaceFrame> window) {
        Calibration calibration = manifest.calibration();
        if (calibration == null) {
            return new ScoreResult.Abstained(AbstainCause.UNCALIBRATED, manifest.id() + " has no calibration");
        }
        List<FaceFrame> asked = window.stream().filter(this::reads).toList();
        List<FaceFrame> good = asked.stream().filter(this::goodEnough).toList();
        ScoreResult.@Nullable Abstained tooFew = tooFew(asked.size(), good.size());
        if (tooFew != null) {
            return tooFew;
        }
        try {
            return judge(good, calibration);
        } catch (ModelException | IllegalArgumentException e) {
            return new ScoreResult.Failed(e.toString());
        }
    }

    /** The logit of one frame, whatever its quality. */
    public double logit(FaceFrame frame) {
        try {
            byte[] pixels = reader.read(decoder.decode(frame.image()), frame.crop());
            return predictor.predict(translator, List.of(pixels)).getFirst().of(LOGIT, 0, 0);
        } finally {
            if (ownsDecoder) {
                decoder.close();
            }
        }
    }

    private ScoreResult judge(List<FaceFrame> frames, Calibration calibration) {
        List<SlotOpinion> opinions = new ArrayList<>(frames.size());
        double sum = 0;
        long started = System.nanoTime();
        for (FaceFrame frame : frames) {
            double logit = logit(frame);
            if (!Double.isFinite(logit)) {
                return new ScoreResult.Failed(manifest.id() + " gave " + logit + " for slot " + frame.slot());
            }
            sum += logit;
            opinions.add(new SlotOpinion(frame.slot(), probability(logit)));
        }
        double mean = sum / frames.size();
        Duration inference = Duration.ofNanos(System.nanoTime() - started);
        return new ScoreResult.Scored(probability(mean), calibration.llr(mean), opinions, inference);
    }

    private ScoreResult.@Nullable Abstained tooFew(int asked, int good) {
        int needed = manifest.quality().minFrames();
        if (asked < needed) {
            return new ScoreResult.Abstained(AbstainCause.TOO_FEW_FRAMES,
                    asked + " frames, at least " + needed + " are needed");
        }
        if (good < needed) {
            return new ScoreResult.Abstained(AbstainCause.LOW_QUALITY,
                    good + " of " + asked + " frames are good enough, at least " + needed + " are needed");
        }
        return null;
    }

    private boolean reads(FaceFrame frame) {
        List<Integer> slots = manifest.input().slots();
        return slots.isEmpty() || slots.contains(frame.slot());
    }

    private boolean goodEnough(FaceFrame frame) {
        QualityLimits limits = manifest.quality();
        return frame.interocular() >= limits.minInterocular() && frame.sharpness() >= limits.minSharpness()
                && Math.abs(frame.yaw()) <= limits.maxYaw();
    }

    private static double probability(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    @Override
    public void close() {
        predictor.close();
        reader.close();
    }
}
