package dev.telltale.detectors.inference;

import dev.telltale.detectors.packages.InputSpec;
import dev.telltale.detectors.packages.Manifest;
import dev.telltale.detectors.packages.OutputSpec;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares what a network asks for and gives with what its manifest says: names, shapes, types. */
final class Contract {
    private Contract() {}

    static void check(Manifest manifest, OrtSession session) throws OrtException {
        InputSpec input = manifest.input();
        Map<String, NodeInfo> inputs = session.getInputInfo();
        if (inputs.size() != 1) {
            throw broken(manifest, "the manifest declares the input '" + input.tensor() + "' only, the network has "
                    + inputs.keySet());
        }
        compare(manifest, "input", input.tensor(), new long[]{-1, 3, input.size(), input.size()}, inputs);
        for (OutputSpec output : manifest.outputs()) {
            compare(manifest, "output", output.tensor(), batchOf(output.shape()), session.getOutputInfo());
        }
    }

    private static void compare(Manifest manifest, String kind, String name, long[] expected,
            Map<String, NodeInfo> infos) {
        @Nullable
        NodeInfo info = infos.get(name);
        if (info == null) {
            throw broken(manifest, "no " + kind + " '" + name + "', found: " + infos.keySet());
        }
        if (!(info.getInfo() instanceof TensorInfo tensor)) {
            throw broken(manifest, kind + " '" + name + "' is no tensor");
        }
        if (tensor.type != OnnxJavaType.FLOAT || !Arrays.equals(tensor.getShape(), expected)) {
            throw broken(manifest, "the manifest declares " + kind + " '" + name + "' as " + shown(expected)
                    + " f32, the network has " + shown(tensor.getShape()) + " " + shown(tensor.type));
        }
    }

    private static long[] batchOf(List<Integer> shape) {
        long[] all = new long[shape.size() + 1];
        all[0] = -1;
        for (int i = 0; i < shape.size(); i++) {
            all[i + 1] = shape.get(i);
        }
        return all;
    }

    private static String shown(long[] shape) {
        return Arrays.stream(shape).mapToObj(d -> d < 0 ? "N" : Long.toString(d))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String shown(OnnxJavaType type) {
        return switch (type) {
            case FLOAT -> "f32";
            case DOUBLE -> "f64";
            case FLOAT16 -> "f16";
            case INT64 -> "i64";
            default -> type.toString();
        };
    }

    private static ModelException broken(Manifest manifest, String cause) {
        return new ModelException(manifest.id() + ": " + cause);
    }
}
