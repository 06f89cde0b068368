package dev.telltale.trainer.landmarks;

import dev.telltale.detectors.inference.SelfTestRecorder;
import dev.telltale.detectors.packages.CropSpec;
import dev.telltale.detectors.packages.InputSpec;
import dev.telltale.detectors.packages.Manifest;
import dev.telltale.detectors.packages.NetworkBytes;
import dev.telltale.detectors.packages.OutputSpec;
import dev.telltale.detectors.packages.PackageWriter;
import dev.telltale.detectors.packages.QualityLimits;
import dev.telltale.detectors.packages.SelfTest;
import dev.telltale.detectors.packages.Task;
import dev.telltale.detectors.packages.TrainingSource;
import dev.telltale.trainer.loop.Outcome;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Puts a trained landmarks68 into a package: network, manifest with self-test, model card, measurements. */
final class LandmarkPackage {
    private static final long SELF_TEST_SEED = 68;
    private static final List<TrainingSource> TRAINING = List.of(
            new TrainingSource("HELEN and AFW photographs with iBUG 300-W annotations", "training, validation, test",
                    "annotations for non-commercial research; Flickr pictures; no licence stated by the copy"),
            new TrainingSource("YouTube Faces frames with Udacity key points", "training, validation, test",
                    "MIT repository; frames of YouTube Faces, research use"));

    private final LandmarkRecipe recipe;
    private final Path data;
    private final FaceSplit split;
    private final FacePictures pictures;

    LandmarkPackage(LandmarkRecipe recipe, Path data, FaceSplit split, FacePictures pictures) {
        this.recipe = recipe;
        this.data = data;
        this.split = split;
        this.pictures = pictures;
    }

    Path write(Path store, Outcome outcome) throws IOException {
        byte[] network = outcome.model().toByteArray();
        LandmarkReport report = LandmarkReport.measure(outcome.model(), recipe.margin(), data, split, pictures);
        SelfTest placeholder = new SelfTest(SELF_TEST_SEED, 1, Map.of("face", List.of(0f)), 1e-3);
        Manifest manifest = manifest(
                SelfTestRecorder.record(manifest(placeholder), NetworkBytes.checked(network, "landmarks68"),
                        SELF_TEST_SEED));
        return PackageWriter.write(store, manifest,
                Map.of(Manifest.MODEL_FILE, network, Manifest.CARD_FILE,
                        new LandmarkCard(recipe, split, outcome, report).text().getBytes(StandardCharsets.UTF_8),
                        "eval/errors.csv", report.csv().getBytes(StandardCharsets.UTF_8), "eval/summary.csv",
                        report.summaryCsv().getBytes(StandardCharsets.UTF_8)));
    }

    private Manifest manifest(SelfTest selfTest) {
        List<Float> middle = List.of(CropTensors.MIDDLE, CropTensors.MIDDLE, CropTensors.MIDDLE);
        return new Manifest("landmarks68", recipe.version(), Task.LANDMARKS,
                new InputSpec("image", CropTensors.SIZE, new CropSpec(CropSpec.Template.FACE_SQUARE, recipe.margin()),
                        InputSpec.ColourOrder.RGB, middle, middle, List.of()),
                List.of(new OutputSpec("landmarks", List.of(CropTensors.COORDINATES),
                        "x0, y0 ... x67, y67 as fractions of the crop's side, edge to edge"),
                        new OutputSpec("face", List.of(1), "logit that the crop holds a face")),
                null, QualityLimits.none(), TRAINING, "telltale train landmarks68 --data DIR",
                "research only: the annotations of HELEN and AFW are for non-commercial research", false, Map.of(),
                selfTest);
    }
}
