package dev.telltale.trainer.blend;

import dev.telltale.detectors.graph.Tensors;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts blend-lite's trunk from MobileNetV1 weights in which normalisation has been folded into convolutions: convolution by convolution in the order
 * of the graph, biases become those of the normalisation behind.
 */
final class TrunkWeights {
    private static final String TRUNK = "trunk.";

    private TrunkWeights() {}

    /**
     * The network with its trunk's weights replaced.
     *
     * @param folded ONNX file whose first convolutions are the trunk's
     * @throws IllegalArgumentException where shapes differ
     */
    static ModelProto into(ModelProto network, Path folded) throws IOException {
        GraphProto donor = ModelProto.parseFrom(Files.readAllBytes(folded)).getGraph();
        Map<String, TensorProto> stored = new HashMap<>();
        donor.getInitializerList().forEach(tensor -> stored.put(tensor.getName(), tensor));
        List<NodeProto> from = convolutions(donor.getNodeList());
        Map<String, TensorProto> replaced = new HashMap<>();
        int next = 0;
        for (NodeProto conv : convolutions(network.getGraph().getNodeList())) {
            if (conv.getName().startsWith(TRUNK)) {
                NodeProto source = from.get(next++);
                String bias = conv.getName().replaceFirst("conv$", "bn.bias");
                replaced.put(conv.getInput(1), tensor(stored, source.getInput(1)));
                replaced.put(bias, tensor(stored, source.getInput(2)));
            }
        }
        return replace(network, replaced);
    }

    private static List<NodeProto> convolutions(List<NodeProto> nodes) {
        return nodes.stream().filter(node -> node.getOpType().equals("Conv")).toList();
    }

    private static TensorProto tensor(Map<String, TensorProto> stored, String name) {
        TensorProto tensor = stored.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("the start weights have no tensor '" + name + "'");
        }
        return tensor;
    }

    private static ModelProto replace(ModelProto network, Map<String, TensorProto> replaced) {
        GraphProto.Builder graph = network.getGraph().toBuilder();
        List<String> unused = new ArrayList<>(replaced.keySet());
        for (int i = 0; i < graph.getInitializerCount(); i++) {
            TensorProto old = graph.getInitializer(i);
            TensorProto source = replaced.get(old.getName());
            if (source != null) {
                if (!source.getDimsList().equals(old.getDimsList())) {
                    throw new IllegalArgumentException("start weights of " + old.getName() + " are "
                            + source.getDimsList() + ", expected " + old.getDimsList());
                }
                graph.setInitializer(i, Tensors.floats(old.getName(), Tensors.shape(old), Tensors.toFloats(source)));
                unused.remove(old.getName());
            }
        }
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException("the network has no weights " + unused);
        }
        return network.toBuilder().setGraph(graph).build();
    }
}
