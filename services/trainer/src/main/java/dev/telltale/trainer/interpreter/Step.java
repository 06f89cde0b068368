package dev.telltale.trainer.interpreter;

import dev.telltale.trainer.operators.Arguments;
import dev.telltale.trainer.operators.Kernel;
import dev.telltale.trainer.operators.Mode;
import dev.telltale.trainer.operators.Node;
import dev.telltale.trainer.operators.UnsupportedGraphException;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One compiled node: fetches its inputs by name, runs, and puts its outputs down by name. */
record Step(Node node, Kernel kernel) {
    void run(Map<String, Tensor> values, Mode mode) {
        List<@Nullable Tensor> inputs = new ArrayList<>();
        for (String name : node.inputs()) {
            Tensor value = values.get(name);
            if (value == null && !name.isEmpty()) {
                throw new IllegalArgumentException(node.label() + ": input '" + name + "' has no value");
            }
            inputs.add(value);
        }
        List<Tensor> outputs = run(new Arguments(mode, inputs));
        for (int i = 0; i < node.outputs().size(); i++) {
            if (i >= outputs.size()) {
                throw node.unsupported("output " + i);
            }
            values.put(node.outputs().get(i), outputs.get(i));
        }
    }

    /** LibTorch's own refusals (wrong shapes, element types) get the node's name. */
    private List<Tensor> run(Arguments arguments) {
        try {
            return kernel.run(arguments);
        } catch (UnsupportedGraphException refused) {
            throw refused;
        } catch (RuntimeException failed) {
            String reason = String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
            throw new IllegalArgumentException(node.label() + ": " + reason, failed);
        }
    }
}
