package dev.telltale.trainer.interpreter;

import dev.telltale.detectors.networks.BlendLiteNet;
import dev.telltale.detectors.networks.Landmarks68Net;
import dev.telltale.trainer.operators.Mode;
import dev.telltale.trainer.tensors.NativeScope;
import dev.telltale.trainer.tensors.TensorArrays;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What we train is what is served: LibTorch and ONNX Runtime give the same for our own networks. */
class OnnxRuntimeAgreementTest {
    private static final int BATCH = 2;

    static Stream<Named<ModelProto>> networks() {
        return Stream.of(Named.of("landmarks68", Landmarks68Net.build(7)),
                Named.of("blend-lite", BlendLiteNet.build(7)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void shouldAgreeWithOnnxRuntimeBeforeAndAfterTrainingSteps(ModelProto model) throws OrtException {
        ValueInfoProto input = model.getGraph().getInput(0);
        long[] shape = input.getType().getTensorType().getShape().getDimList().stream()
                .mapToLong(OnnxRuntimeAgreementTest::size).toArray();
        float[] values = noise(Math.toIntExact(TensorArrays.elements(shape)));
        try (TrainableGraph graph = TrainableGraph.of(model)) {
            requireSame(interpret(graph, input.getName(), values, shape, Mode.EVAL),
                    serve(graph.toModel(), input.getName(), values, shape));

            for (int step = 0; step < 3; step++) {
                interpret(graph, input.getName(), noise(values.length), shape, Mode.TRAIN);
            }

            Map<String, float[]> after = interpret(graph, input.getName(), values, shape, Mode.EVAL);
            requireSame(after, serve(graph.toModel(), input.getName(), values, shape));
            assertThat(after.values().iterator().next()).as("running statistics moved")
                    .isNotEqualTo(serve(model, input.getName(), values, shape).values().iterator().next());
        }
    }

    private static Map<String, float[]> interpret(TrainableGraph graph, String input, float[] values, long[] shape,
            Mode mode) {
        return NativeScope.callWithoutGradient(() -> {
            Map<String, float[]> outputs = new LinkedHashMap<>();
            graph.forward(Map.of(input, TensorArrays.floats(values, shape)), mode).byName()
                    .forEach((name, tensor) -> outputs.put(name, TensorArrays.floats(tensor)));
            return outputs;
        });
    }

    private static Map<String, float[]> serve(ModelProto model, String input, float[] values, long[] shape)
            throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, float[]> outputs = new LinkedHashMap<>();
        try (OrtSession session = environment.createSession(model.toByteArray());
                OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            for (Map.Entry<String, ai.onnxruntime.OnnxValue> entry : result) {
                FloatBuffer buffer = ((OnnxTensor) entry.getValue()).getFloatBuffer();
                float[] copy = new float[buffer.remaining()];
                buffer.get(copy);
                outputs.put(entry.getKey(), copy);
            }
        }
        return outputs;
    }

    private static void requireSame(Map<String, float[]> actual, Map<String, float[]> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, values) -> {
            float[] got = Objects.requireNonNull(actual.get(name));
            for (int i = 0; i < values.length; i++) {
                double tolerance = 1e-5 + 1e-3 * Math.abs(values[i]);
                assertThat(got[i]).as(name + "[" + i + "]").isCloseTo(values[i],
                        within((float) tolerance));
            }
        });
    }

    private static long size(Dimension dimension) {
        return dimension.hasDimValue() ? dimension.getDimValue() : BATCH;
    }

    private static float[] noise(int count) {
        Random random = new Random(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
