package dev.telltale.scoring;

import dev.telltale.detectors.calibration.Calibration;
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
import dev.telltale.detectors.packages.NetworkBytes;
import dev.telltale.detectors.packages.OutputSpec;
import dev.telltale.detectors.packages.PackageWriter;
import dev.telltale.detectors.packages.QualityLimits;
import dev.telltale.detectors.packages.SelfTest;
import dev.telltale.detectors.packages.Task;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Real ONNX packages, small enough to be built in a test: one convolution, its mean, one number. */
final class TinyModels {
    static final String VERSION = "1.0.0";
    private static final int SIZE = 32;

    private TinyModels() {}

    static void calibrated(Path store, String name) {
        write(store, name, SIZE, new Platt(2, 0.5), new QualityLimits(2, 20, 5, 60));
    }

    static void uncalibrated(Path store, String name) {
        write(store, name, SIZE, null, QualityLimits.none());
    }

    /** Its manifest says another size than its network has. */
    static void wrongShape(Path store, String name) {
        write(store, name, SIZE * 2, new Platt(1, 0), QualityLimits.none());
    }

    private static void write(Path store, String name, int manifestSize, @Nullable Calibration calibration,
            QualityLimits quality) {
        var onnx = network(name);
        var draft = manifest(name, SIZE, calibration, quality, new SelfTest(1, 1, Map.of("logit", List.of(0f)), 1));
        var selfTest = SelfTestRecorder.record(draft, NetworkBytes.checked(onnx, name), 7);
        PackageWriter.write(store, manifest(name, manifestSize, calibration, quality, selfTest), Map.of(
                Manifest.MODEL_FILE, onnx, Manifest.CARD_FILE, "# A test".getBytes(StandardCharsets.UTF_8)));
    }

    private static Manifest manifest(String name, int size, @Nullable Calibration calibration, QualityLimits quality,
            SelfTest selfTest) {
        var input = new InputSpec("image", size, new CropSpec(CropSpec.Template.MEAN_FACE_68, 0.25),
                InputSpec.ColourOrder.RGB, List.of(127.5f, 127.5f, 127.5f), List.of(127.5f, 127.5f, 127.5f), List.of());
        return new Manifest(name, VERSION, Task.FRAME_SCORE, input,
                List.of(new OutputSpec("logit", List.of(1), "above 0: synthetic")), calibration, quality, List.of(),
                "made by a test", "Apache-2.0", true, Map.of(), selfTest);
    }

    private static byte[] network(String name) {
        var graph = new GraphBuilder(name);
        var net = new Layers(graph, new WeightInit(11));
        var image = graph.input("image", Shape.batchOf(3, SIZE, SIZE));
        var features = net.conv("conv", image, Convolution.of(4, 3).withStride(2));
        graph.output("logit", net.linear("out", net.flatten(net.globalAveragePool(features)), 1));
        return graph.build().toByteArray();
    }
}
