package dev.telltale.detectors.packages;

import dev.telltale.detectors.calibration.Calibration;
import dev.telltale.detectors.graph.Activation;
import dev.telltale.detectors.graph.ConvBnAct;
import dev.telltale.detectors.graph.Convolution;
import dev.telltale.detectors.graph.GraphBuilder;
import dev.telltale.detectors.graph.Layers;
import dev.telltale.detectors.graph.Shape;
import dev.telltale.detectors.graph.Value;
import dev.telltale.detectors.graph.WeightInit;
import dev.telltale.detectors.inference.SelfTestRecorder;

import ai.onnx.proto.OnnxMl.ModelProto;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tiny but complete packages for tests. */
public final class Packages {
    public static final int SIDE = 32;
    public static final PackageId TINY = new PackageId("tiny", "1.0.0");

    private Packages() {}

    /** A network of one convolution that gives one logit. */
    public static ModelProto network(long seed, int side) {
        GraphBuilder graph = new GraphBuilder("tiny");
        Layers net = new Layers(graph, new WeightInit(seed));
        Value image = graph.input("image", Shape.batchOf(3, side, side));
        Value x = new ConvBnAct("stem", Convolution.of(4, 3).withStride(2), Activation.RELU).apply(net, image);
        graph.output("logit", net.linear("head", net.flatten(net.globalAveragePool(x)), 1));
        return graph.build();
    }

    /** A manifest for it; the self-test expects 0 of everything and tolerates nearly anything. */
    public static Manifest manifest(@Nullable Calibration calibration, QualityLimits quality) {
        return new Manifest(TINY.name(), TINY.version(), Task.FRAME_SCORE,
                new InputSpec("image", SIDE, new CropSpec(CropSpec.Template.MEAN_FACE_68, 0.125),
                        InputSpec.ColourOrder.RGB, List.of(127.5f, 127.5f, 127.5f), List.of(127.5f, 127.5f, 127.5f),
                        List.of()),
                List.of(new OutputSpec("logit", List.of(1), "above 0: synthetic")), calibration, quality,
                List.of(new TrainingSource("none", "random weights", "none")), "none", "Apache-2.0", true, Map.of(),
                new SelfTest(1, 2, Map.of("logit", List.of(0f)), 1e6));
    }

    /** The manifest with the self-test that this network passes. */
    public static Manifest tested(Manifest manifest, byte[] onnx) {
        SelfTest test = SelfTestRecorder.record(manifest, NetworkBytes.checked(onnx, "tiny"), 5);
        return new Manifest(manifest.name(), manifest.version(), manifest.task(), manifest.input(), manifest.outputs(),
                manifest.calibration(), manifest.quality(), manifest.training(), manifest.recipe(), manifest.licence(),
                manifest.commercialUse(), manifest.sha256(), test);
    }

    /** Writes store/tiny/1.0.0. */
    public static Path write(Path store, Manifest manifest, byte[] onnx) {
        return PackageWriter.write(store, manifest, Map.of(Manifest.MODEL_FILE, onnx, Manifest.CARD_FILE,
                "# tiny\n".getBytes(StandardCharsets.UTF_8), "eval/scores.csv",
                "score\n".getBytes(StandardCharsets.UTF_8)));
    }

    /** A network that passes its own self-test, in a store. */
    public static Path writeGood(Path store, @Nullable Calibration calibration, QualityLimits quality) {
        byte[] onnx = network(3, SIDE).toByteArray();
        return write(store, tested(manifest(calibration, quality), onnx), onnx);
    }
}
