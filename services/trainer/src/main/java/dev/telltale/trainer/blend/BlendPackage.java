package dev.telltale.trainer.blend;

import dev.telltale.detectors.calibration.Calibration;
import dev.telltale.detectors.inference.Model;
import dev.telltale.detectors.inference.ProviderChain;
import dev.telltale.detectors.inference.SelfTestRecorder;
import dev.telltale.detectors.networks.BlendLiteNet;
import dev.telltale.detectors.packages.CropSpec;
import dev.telltale.detectors.packages.InputSpec;
import dev.telltale.detectors.packages.Manifest;
import dev.telltale.detectors.packages.ModelPackage;
import dev.telltale.detectors.packages.NetworkBytes;
import dev.telltale.detectors.packages.OutputSpec;
import dev.telltale.detectors.packages.PackageWriter;
import dev.telltale.detectors.packages.QualityLimits;
import dev.telltale.detectors.packages.SelfTest;
import dev.telltale.detectors.packages.Task;
import dev.telltale.detectors.packages.TrainingSource;
import dev.telltale.trainer.loop.Outcome;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Measures and calibrates a trained network and puts it into a package. */
final class BlendPackage {
    static final String NAME = "blend-lite";
    private static final long SELF_TEST_SEED = 160;
    private static final QualityLimits QUALITY = new QualityLimits(2, 20, 0, 60);
    private static final List<TrainingSource> TRAINING = List.of(
            new TrainingSource("stills of HELEN, AFW, YouTube Faces, Face Research Lab London, Young Adult White Faces",
                    "genuine faces; forgeries were synthesised of them",
                    "partly non-commercial research only (iBUG 300-W annotations), partly CC BY 4.0"),
            new TrainingSource("short clips from project pages and repositories of generators and of their inputs",
                    "genuine and forged frames", "none stated, or seldom covering footage and persons: research only"),
            new TrainingSource("MobileNetV1 0.5 160, ImageNet", "start of the trunk", "Apache-2.0"));

    private final BlendRecipe recipe;
    private final Outcome outcome;
    private final byte[] onnx;
    private final NetworkBytes network;
    private final SelfTest selfTest;

    BlendPackage(BlendRecipe recipe, Outcome outcome) {
        this.recipe = recipe;
        this.outcome = outcome;
        onnx = outcome.model().toByteArray();
        network = NetworkBytes.checked(onnx, NAME);
        SelfTest placeholder = new SelfTest(SELF_TEST_SEED, 1, Map.of("logit", List.of(0f)), 1);
        selfTest = SelfTestRecorder.record(manifest(null, placeholder), network, SELF_TEST_SEED);
    }

    /** The network as serving would load it, not calibrated yet. */
    Model model() {
        ModelPackage unwritten = new ModelPackage(Path.of(NAME), manifest(null, selfTest), "", network, null);
        return Model.load(unwritten, ProviderChain.cpu());
    }

    Path write(Path store, BlendData data, BlendReport report) {
        String card = new BlendCard(recipe, data, outcome, report).text();
        return PackageWriter.write(store, manifest(report.platt(), selfTest),
                Map.of(Manifest.MODEL_FILE, onnx, Manifest.CARD_FILE, card.getBytes(StandardCharsets.UTF_8),
                        "eval/windows.csv", report.csv().getBytes(StandardCharsets.UTF_8), "eval/summary.csv",
                        report.summaryCsv().getBytes(StandardCharsets.UTF_8)));
    }

    private Manifest manifest(@Nullable Calibration calibration, SelfTest test) {
        List<Float> middle = List.of(Planes.MIDDLE, Planes.MIDDLE, Planes.MIDDLE);
        return new Manifest(NAME, recipe.version(), Task.FRAME_SCORE,
                new InputSpec("image", BlendLiteNet.SIZE,
                        new CropSpec(CropSpec.Template.MEAN_FACE_68, recipe.margin()), InputSpec.ColourOrder.RGB,
                        middle, middle, List.of()),
                List.of(new OutputSpec("logit", List.of(1), "above 0 speaks for a synthetic or manipulated face"),
                        new OutputSpec("boundary", List.of(1, BlendLiteNet.MAP, BlendLiteNet.MAP),
                                "logits of the blending boundary, row by row")),
                calibration, QUALITY, TRAINING, "telltale train blend-lite",
                "research only: part of the training data is for non-commercial use or of unstated licence", false,
                Map.of(), test);
    }
}
