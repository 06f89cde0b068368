package dev.telltale.trainer.interpreter;

import dev.telltale.trainer.operators.Mode;
import dev.telltale.trainer.operators.UnsupportedGraphException;
import dev.telltale.trainer.tensors.NativeScope;
import dev.telltale.trainer.tensors.OnnxTensors;
import dev.telltale.trainer.tensors.TensorArrays;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** ONNX's own node test cases: each must agree, or be refused by name. */
class OnnxNodeCasesTest {
    private static final Path CASES = Path.of(System.getProperty("telltale.shared", "../shared"), "fixtures",
            "onnx-node");
    private static final double RELATIVE = 1e-3;
    private static final double ABSOLUTE = 1e-5;
    /** What the interpreter leaves out on purpose: every other case must agree. */
    private static final int MOST_REFUSALS = 40;

    @Test
    void shouldAgreeOrRefuseByName() throws IOException {
        assumeTrue(Files.isDirectory(CASES), "no ONNX node cases at " + CASES);
        List<String> wrong = new ArrayList<>();
        Map<String, String> refused = new TreeMap<>();
        int agreed = 0;
        try (Stream<Path> folders = Files.list(CASES)) {
            for (Path folder : folders.sorted().toList()) {
                String name = folder.getFileName().toString();
                try {
                    String difference = NativeScope.callWithoutGradient(() -> difference(folder));
                    if (difference.isEmpty()) {
                        agreed++;
                    } else {
                        wrong.add(name + ": " + difference);
                    }
                } catch (UnsupportedGraphException refusal) {
                    refused.put(name, String.valueOf(refusal.getMessage()));
                } catch (RuntimeException failure) {
                    wrong.add(name + ": " + failure);
                }
            }
        }
        System.out.println("ONNX node cases: agreed=" + agreed + " refused=" + refused.size());
        refused.forEach((name, reason) -> System.out.println("  refused " + name + ": " + reason));
        assertThat(wrong).isEmpty();
        assertThat(refused.values())
                .allMatch(reason -> reason.endsWith("supported") || reason.contains("not a tensor"));
        assertThat(refused).hasSizeLessThanOrEqualTo(MOST_REFUSALS);
    }

    private static String difference(Path folder) {
        ModelProto model = model(folder.resolve("model.onnx"));
        try (TrainableGraph graph = TrainableGraph.of(model)) {
            Map<String, Tensor> inputs = new HashMap<>();
            List<String> names = graph.inputNames().stream().filter(name -> !name.isEmpty()).toList();
            for (int i = 0; i < names.size(); i++) {
                inputs.put(names.get(i), tensor(folder.resolve("input_" + i + ".pb")));
            }
            List<Tensor> outputs = List.copyOf(graph.forward(inputs, Mode.EVAL).byName().values());
            for (int i = 0; i < outputs.size(); i++) {
                String difference = difference(outputs.get(i), tensor(folder.resolve("output_" + i + ".pb")));
                if (!difference.isEmpty()) {
                    return "output " + i + ": " + difference;
                }
            }
            return "";
        }
    }

    private static String difference(Tensor actual, Tensor expected) {
        if (!Arrays.equals(actual.shape(), expected.shape())) {
            return "shape " + Arrays.toString(actual.shape()) + ", expected "
                    + Arrays.toString(expected.shape());
        }
        if (TensorArrays.type(actual) != TensorArrays.type(expected)) {
            return "type " + TensorArrays.type(actual) + ", expected " + TensorArrays.type(expected);
        }
        float[] a = TensorArrays.floats(actual);
        float[] e = TensorArrays.floats(expected);
        for (int i = 0; i < a.length; i++) {
            boolean same = Float.compare(a[i], e[i]) == 0;
            if (!same && !(Math.abs(a[i] - e[i]) <= ABSOLUTE + RELATIVE * Math.abs(e[i]))) {
                return "element " + i + " is " + a[i] + ", expected " + e[i];
            }
        }
        return "";
    }

    private static ModelProto model(Path file) {
        try {
            return ModelProto.parseFrom(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Tensor tensor(Path file) {
        try {
            return OnnxTensors.read(TensorProto.parseFrom(Files.readAllBytes(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
