package dev.telltale.detectors.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects nodes and weights and writes them as an ONNX model. Names are unique; a graph output takes the name that the reader sees, so that no
 * Identity node is needed.
 */
public final class GraphBuilder {

    /** Operator set of the default domain. */
    public static final int OPSET = 17;
    /** Version of the file format that belongs to {@link #OPSET}. */
    public static final int IR_VERSION = 8;

    private record Node(String op, String name, List<Value> inputs, Value output, List<AttributeProto> attributes) {}

    private final String name;
    private final List<Value> inputs = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<TensorProto> weights = new ArrayList<>();
    private final Map<String, Value> outputs = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, Integer> counters = new HashMap<>();

    public GraphBuilder(String name) {
        this.name = name;
    }

    /** Declares an input of floats. */
    public Value input(String inputName, Shape shape) {
        Value value = new Value(unique(inputName), ElementType.FLOAT, shape);
        inputs.add(value);
        return value;
    }

    /** Adds a weight under its own name. */
    public Value weight(String weightName, Shape shape, float[] values) {
        weights.add(Tensors.floats(unique(weightName), shape, values));
        return new Value(weightName, ElementType.FLOAT, shape);
    }

    /** Adds whole numbers that an operator needs as an input, such as the target of a Reshape. */
    public Value longs(String constantName, long... values) {
        weights.add(Tensors.longs(unique(constantName), values));
        return new Value(constantName, ElementType.INT64, Shape.of(values.length));
    }

    /** Adds a node; its output carries the node's name. */
    public Value node(String op, String nodeName, Shape output, List<Value> from, AttributeProto... attributes) {
        Value value = new Value(unique(nodeName), ElementType.FLOAT, output);
        nodes.add(new Node(op, nodeName, List.copyOf(from), value, List.of(attributes)));
        return value;
    }

    /** A name for what needs none of its own: relu_1, relu_2 ... */
    public String numbered(String stem) {
        return stem + "_" + counters.merge(stem, 1, Integer::sum);
    }

    /** Declares an output under the name that the reader of the graph sees. */
    public void output(String outputName, Value value) {
        if (outputs.containsValue(value)) {
            throw new IllegalArgumentException("'" + value.name() + "' is an output already");
        }
        unique(outputName);
        outputs.put(outputName, value);
    }

    /**
     * The finished model.
     *
     * @throws IllegalStateException
     *             for a graph without inputs or outputs
     */
    public ModelProto build() {
        if (inputs.isEmpty() || outputs.isEmpty()) {
            throw new IllegalStateException("graph '" + name + "' needs inputs and outputs");
        }
        Map<String, String> renamed = new HashMap<>();
        outputs.forEach((outputName, value) -> renamed.put(value.name(), outputName));
        GraphProto.Builder graph = GraphProto.newBuilder().setName(name).addAllInitializer(weights);
        inputs.forEach(input -> graph.addInput(info(input.name(), input)));
        nodes.forEach(node -> graph.addNode(proto(node, renamed)));
        outputs.forEach((outputName, value) -> graph.addOutput(info(outputName, value)));
        return ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("telltale")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET)).setGraph(graph)
                .build();
    }

    private static NodeProto proto(Node node, Map<String, String> renamed) {
        NodeProto.Builder proto = NodeProto.newBuilder().setOpType(node.op).setName(node.name)
                .addAllAttribute(node.attributes);
        node.inputs.forEach(input -> proto.addInput(renamed.getOrDefault(input.name(), input.name())));
        return proto.addOutput(renamed.getOrDefault(node.output.name(), node.output.name())).build();
    }

    private static ValueInfoProto info(String shownName, Value value) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (int dim : value.shape().dims()) {
            TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
            shape.addDim(dim == Shape.DYNAMIC ? dimension.setDimParam("N") : dimension.setDimValue(dim));
        }
        TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder().setElemType(value.type().number()).setShape(shape)
                .build();
        return ValueInfoProto.newBuilder().setName(shownName).setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private String unique(String candidate) {
        if (!names.add(candidate)) {
            throw new IllegalArgumentException("graph '" + name + "' has two values named '" + candidate + "'");
        }
        return candidate;
    }
}
