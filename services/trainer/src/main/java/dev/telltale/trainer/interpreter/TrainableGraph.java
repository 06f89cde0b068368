package dev.telltale.trainer.interpreter;

import dev.telltale.trainer.operators.Mode;
import dev.telltale.trainer.operators.Node;
import dev.telltale.trainer.operators.OperatorSet;
import dev.telltale.trainer.operators.UnsupportedGraphException;
import dev.telltale.trainer.tensors.OnnxTensors;
import dev.telltale.trainer.tensors.TensorArrays;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import org.bytedeco.pytorch.Tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An ONNX model that LibTorch executes and differentiates. Its float initializers at the places where operators keep
 * weights are learned; {@link #toModel} writes them back. Not for several threads at once.
 */
public final class TrainableGraph implements AutoCloseable {
    private final ModelProto model;
    private final Initializers initializers;
    private final List<Step> steps;
    private final List<Weight> weights;

    private TrainableGraph(ModelProto model, Initializers initializers, List<Step> steps) {
        this.model = model;
        this.initializers = initializers;
        this.steps = steps;
        this.weights = initializers.weights();
    }

    /**
     * Compiles a model; all its weights are learned.
     *
     * @throws UnsupportedGraphException naming the operator, attribute or input that is not supported
     */
    public static TrainableGraph of(ModelProto model) {
        return of(model, name -> false);
    }

    /** Compiles a model; weights whose initializer name is frozen keep their values. */
    public static TrainableGraph of(ModelProto model, Predicate<String> frozen) {
        OperatorSet operators = OperatorSet.standard();
        GraphProto graph = model.getGraph();
        requireTensors(graph);
        int opset = opset(model);
        Initializers initializers = new Initializers(graph);
        List<Step> steps = new ArrayList<>();
        for (NodeProto proto : graph.getNodeList()) {
            if (initializers.absorb(proto)) {
                continue;
            }
            OperatorSet.Entry entry = operators.get(proto.getDomain(), proto.getOpType(), proto.getName());
            Node node = Node.of(proto, opset);
            steps.add(new Step(node, entry.operator().compile(node)));
            node.attributes().refuseUnread();
            initializers.use(node.inputs(), entry.roles(), frozen);
        }
        return new TrainableGraph(model, initializers, steps);
    }

    /**
     * Computes the graph's outputs, by name. They, and everything between, belong to the innermost native scope: open
     * one per step.
     */
    public Outputs forward(Map<String, Tensor> inputs, Mode mode) {
        Map<String, Tensor> values = new HashMap<>(initializers.values());
        inputs.forEach((name, input) -> values.put(name, TensorArrays.channelsLast(input)));
        steps.forEach(step -> step.run(values, mode));
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        for (String name : outputNames()) {
            Tensor output = values.get(name);
            if (output == null) {
                throw new IllegalArgumentException("output '" + name + "' was not computed");
            }
            outputs.put(name, output);
        }
        return new Outputs(outputs);
    }

    /** Names of the inputs that a caller supplies, in the model's order. */
    public List<String> inputNames() {
        Set<String> stored = initializers.values().keySet();
        return model.getGraph().getInputList().stream().map(ValueInfoProto::getName)
                .filter(name -> !stored.contains(name)).toList();
    }

    /** Names of the outputs, in the model's order. */
    public List<String> outputNames() {
        return model.getGraph().getOutputList().stream().map(ValueInfoProto::getName).toList();
    }

    /** Everything that training changes: learned weights, frozen weights and running statistics. */
    public List<Weight> weights() {
        return weights;
    }

    /** The model with its initializers replaced by the present weights. */
    public ModelProto toModel() {
        Map<String, Weight> byName = weights.stream().collect(Collectors.toMap(Weight::name, Function.identity()));
        GraphProto.Builder graph = model.getGraph().toBuilder();
        for (int i = 0; i < graph.getInitializerCount(); i++) {
            TensorProto stored = graph.getInitializer(i);
            Weight weight = byName.get(stored.getName());
            if (weight != null) {
                graph.setInitializer(i, OnnxTensors.replaceValues(stored, weight.tensor()));
            }
        }
        return model.toBuilder().setGraph(graph).build();
    }

    @Override
    public void close() {
        initializers.close();
    }

    private static void requireTensors(GraphProto graph) {
        for (ValueInfoProto input : graph.getInputList()) {
            if (input.hasType() && !input.getType().hasTensorType()) {
                throw new UnsupportedGraphException("graph input '" + input.getName() + "' is not a tensor");
            }
        }
        if (graph.getSparseInitializerCount() > 0) {
            throw new UnsupportedGraphException("sparse initializers are not supported");
        }
    }

    private static int opset(ModelProto model) {
        return model.getOpsetImportList().stream()
                .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx"))
                .mapToInt(set -> (int) set.getVersion()).findFirst().orElse(1);
    }
}
