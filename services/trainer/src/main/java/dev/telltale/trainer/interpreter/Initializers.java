package dev.telltale.trainer.interpreter;

import dev.telltale.trainer.operators.Roles;
import dev.telltale.trainer.tensors.OnnxTensors;
import dev.telltale.trainer.tensors.TensorArrays;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A graph's stored tensors as training sees them: learned weights, running statistics and constants. */
final class Initializers implements AutoCloseable {
    private final Map<String, TensorProto> protos = new LinkedHashMap<>();
    /** Value name (an initializer, or the float32 cast of one stored as float16) to initializer name. */
    private final Map<String, String> sources = new HashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, Boolean> learned = new LinkedHashMap<>();

    Initializers(GraphProto graph) {
        for (TensorProto proto : graph.getInitializerList()) {
            protos.put(proto.getName(), proto);
            sources.put(proto.getName(), proto.getName());
            tensors.put(proto.getName(), load(proto));
        }
    }

    /** Takes over a node that merely casts a stored tensor to float32, so that its weights can be learned. */
    boolean absorb(NodeProto node) {
        if (!node.getOpType().equals("Cast") || !protos.containsKey(node.getInput(0))) {
            return false;
        }
        TensorProto stored = protos.get(node.getInput(0));
        boolean toFloat = node.getAttributeList().stream()
                .anyMatch(attribute -> attribute.getName().equals("to") && attribute.getI() == 1);
        if (!toFloat || OnnxTensors.scalarType(stored.getDataType()) != ScalarType.Half) {
            return false;
        }
        sources.put(node.getOutput(0), stored.getName());
        tensors.put(node.getOutput(0), load(stored, ScalarType.Float));
        return true;
    }

    /** Notes how a node uses its stored inputs. */
    void use(List<String> inputs, Roles roles, Predicate<String> frozen) {
        for (int i = 0; i < inputs.size(); i++) {
            Tensor tensor = tensors.get(inputs.get(i));
            if (tensor == null || TensorArrays.type(tensor) != ScalarType.Float) {
                continue;
            }
            if (roles.statistics().contains(i)) {
                learned.put(inputs.get(i), false);
            } else if (roles.learns(i, tensor.numel())) {
                boolean learns = !frozen.test(sources.getOrDefault(inputs.get(i), ""));
                learned.putIfAbsent(inputs.get(i), learns);
            }
        }
    }

    /** Every stored value by the name under which nodes read it. */
    Map<String, Tensor> values() {
        return tensors;
    }

    /** What training changes, in the model's order. */
    List<Weight> weights() {
        List<Weight> weights = new ArrayList<>();
        tensors.forEach((value, tensor) -> {
            Boolean learns = learned.get(value);
            if (learns != null) {
                tensor.set_requires_grad(learns);
                weights.add(new Weight(sources.getOrDefault(value, value), tensor, learns));
            }
        });
        return weights;
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }

    private static Tensor load(TensorProto proto) {
        return load(proto, OnnxTensors.scalarType(proto.getDataType()));
    }

    /** Outlives the scope it is made in: the graph frees it. */
    private static Tensor load(TensorProto proto, ScalarType type) {
        PointerScope scope = new PointerScope();
        try {
            Tensor tensor = TensorArrays.channelsLast(OnnxTensors.read(proto).to(type));
            tensor.retainReference();
            return tensor;
        } finally {
            scope.close();
        }
    }
}
