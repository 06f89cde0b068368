package dev.telltale.load.drill;

import dev.telltale.detectors.calibration.Platt;
import dev.telltale.detectors.graph.Convolution;
import dev.telltale.detectors.graph.GraphBuilder;
import dev.telltale.detectors.graph.Layers;
import dev.telltale.detectors.graph.Shape;
import dev.telltale.detectors.graph.WeightInit;
import dev.telltale.detectors.inference.SelfTestRecorder;
import dev.telltale.detectors.packages.CropSpec;
import dev.telltale.detectors.packages.InputSpec;
import dev.telltale.detectors.packages.Manifest;
import dev.telltale.detectors.packages.ModelPackage;
import dev.telltale.detectors.packages.ModelStore;
import dev.telltale.detectors.packages.NetworkBytes;
import dev.telltale.detectors.packages.OutputSpec;
import dev.telltale.detectors.packages.PackageId;
import dev.telltale.detectors.packages.PackageWriter;
import dev.telltale.detectors.packages.QualityLimits;
import dev.telltale.detectors.packages.SelfTest;
import dev.telltale.detectors.packages.Task;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real package whose opinion depends on every pixel and is always suspicious: each window counts, so a lost one shows. */
final class DrillDetector {
    private static final String NAME = "drill";
    private static final String VERSION = "1.0.0";
    private static final int SIZE = 32;

    private DrillDetector() {}

    /** The package, written to a store. */
    static ModelPackage in(Path store) {
        byte[] onnx = network();
        Manifest draft = manifest(new SelfTest(1, 1, Map.of("logit", List.of(0f)), 1));
        SelfTest selfTest = SelfTestRecorder.record(draft, NetworkBytes.checked(onnx, NAME), 7);
        PackageWriter.write(store, manifest(selfTest),
                Map.of(Manifest.MODEL_FILE, onnx, Manifest.CARD_FILE, "# For drills".getBytes(StandardCharsets.UTF_8)));
        return new ModelStore(List.of(store)).get(new PackageId(NAME, VERSION));
    }

    private static Manifest manifest(SelfTest selfTest) {
        InputSpec input = new InputSpec("image", SIZE, new CropSpec(CropSpec.Template.MEAN_FACE_68, 0.25),
                InputSpec.ColourOrder.RGB, List.of(127.5f, 127.5f, 127.5f), List.of(127.5f, 127.5f, 127.5f), List.of());
        return new Manifest(NAME, VERSION, Task.FRAME_SCORE, input,
                List.of(new OutputSpec("logit", List.of(1), "above 0: synthetic")), new Platt(1, 3),
                QualityLimits.none(), List.of(),
                "made by a test", "Apache-2.0", true, Map.of(), selfTest);
    }

    private static byte[] network() {
        GraphBuilder graph = new GraphBuilder(NAME);
        Layers net = new Layers(graph, new WeightInit(11));
        var image = graph.input("image", Shape.batchOf(3, SIZE, SIZE));
        var features = net.conv("conv", image, Convolution.of(4, 3).withStride(2));
        graph.output("logit", net.linear("out", net.flatten(net.globalAveragePool(features)), 1));
        return graph.build().toByteArray();
    }
}
