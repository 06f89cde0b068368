package dev.telltale.trainer.blend;

import dev.telltale.detectors.graph.Tensors;
import dev.telltale.trainer.interpreter.Outputs;
import dev.telltale.trainer.interpreter.TrainableGraph;
import dev.telltale.trainer.operators.Mode;
import dev.telltale.trainer.tensors.NativeScope;
import dev.telltale.trainer.tensors.TensorArrays;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import org.bytedeco.pytorch.Tensor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives normalisations the statistics of real data without changing what the network computes: where weights came with normalisation folded in, the
 * first training step would otherwise normalise them a second time and destroy them.
 */
final class NormalisationFit {
    private static final double EPSILON = 1e-5;

    private NormalisationFit() {}

    /** The same function of its input, its running statistics those of these images (N x 3 x side x side). */
    static ModelProto fit(ModelProto network, String input, float[] images, long side) {
        List<NodeProto> norms = network.getGraph().getNodeList().stream()
                .filter(node -> node.getOpType().equals("BatchNormalization")).toList();
        GraphProto.Builder observed = network.getGraph().toBuilder();
        norms.forEach(norm -> observed.addOutput(ValueInfoProto.newBuilder().setName(norm.getInput(0))));
        Map<String, float[]> changed = new HashMap<>();
        try (TrainableGraph graph = TrainableGraph.of(network.toBuilder().setGraph(observed).build())) {
            NativeScope.callWithoutGradient(() -> {
                long count = images.length / (3 * side * side);
                Outputs outputs = graph
                        .forward(Map.of(input, TensorArrays.floats(images, count, 3, side, side)), Mode.EVAL);
                norms.forEach(norm -> changed.putAll(refitted(network, norm, outputs.get(norm.getInput(0)))));
                return changed.size();
            });
        }
        return replace(network, changed);
    }

    private static Map<String, float[]> refitted(ModelProto network, NodeProto norm, Tensor seen) {
        float[] mean = TensorArrays.floats(seen.mean(0, 2, 3));
        float[] square = TensorArrays.floats(seen.mul(seen).mean(0, 2, 3));
        float[] weight = values(network, norm.getInput(1));
        float[] bias = values(network, norm.getInput(2));
        float[] oldMean = values(network, norm.getInput(3));
        float[] variance = values(network, norm.getInput(4));
        for (int c = 0; c < mean.length; c++) {
            double slope = weight[c] / Math.sqrt(variance[c] + EPSILON);
            bias[c] += (float) (slope * (mean[c] - oldMean[c]));
            variance[c] = Math.max(1e-4f, square[c] - mean[c] * mean[c]);
            weight[c] = (float) (slope * Math.sqrt(variance[c] + EPSILON));
        }
        return Map.of(norm.getInput(1), weight, norm.getInput(2), bias, norm.getInput(3), mean, norm.getInput(4),
                variance);
    }

    private static float[] values(ModelProto network, String name) {
        return network.getGraph().getInitializerList().stream().filter(tensor -> tensor.getName().equals(name))
                .findFirst().map(Tensors::toFloats)
                .orElseThrow(() -> new IllegalArgumentException("no weight '" + name + "'"));
    }

    private static ModelProto replace(ModelProto network, Map<String, float[]> changed) {
        GraphProto.Builder graph = network.getGraph().toBuilder();
        for (int i = 0; i < graph.getInitializerCount(); i++) {
            TensorProto old = graph.getInitializer(i);
            float[] values = changed.get(old.getName());
            if (values != null) {
                graph.setInitializer(i, Tensors.floats(old.getName(), Tensors.shape(old), values));
            }
        }
        return network.toBuilder().setGraph(graph).build();
    }
}
