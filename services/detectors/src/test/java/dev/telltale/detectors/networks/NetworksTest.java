package dev.telltale.detectors.networks;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class NetworksTest {

    private static final int MEGABYTE = 1_000_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldGiveLandmarksAndAFaceLogitForAnyBatch(int batch) throws OrtException {
        ModelProto model = Landmarks68Net.build(1);

        Map<String, long[]> shapes = run(model, batch, Landmarks68Net.SIZE);

        assertThat(shapes.get("landmarks")).containsExactly(batch, Landmarks68Net.COORDINATES);
        assertThat(shapes.get("face")).containsExactly(batch, 1);
        assertThat(model.getSerializedSize()).isLessThan(2 * MEGABYTE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldGiveALogitAndABoundaryMapForAnyBatch(int batch) throws OrtException {
        ModelProto model = BlendLiteNet.build(1);

        Map<String, long[]> shapes = run(model, batch, BlendLiteNet.SIZE);

        assertThat(shapes.get("logit")).containsExactly(batch, 1);
        assertThat(shapes.get("boundary")).containsExactly(batch, 1, BlendLiteNet.MAP, BlendLiteNet.MAP);
        assertThat(model.getSerializedSize()).isLessThan(5 * MEGABYTE);
    }

    @Test
    void shouldBuildTheSameBytesForTheSameSeed() {
        assertThat(BlendLiteNet.build(3)).isEqualTo(BlendLiteNet.build(3)).isNotEqualTo(BlendLiteNet.build(4));
    }

    private static Map<String, long[]> run(ModelProto model, int batch, int size) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        float[] pixels = new float[batch * 3 * size * size];
        Random random = new Random(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat() * 2 - 1;
        }
        try (OrtSession session = environment.createSession(model.toByteArray());
                OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels),
                        new long[]{batch, 3, size, size});
                OrtSession.Result result = session.run(Map.of("image", input))) {
            Map<String, long[]> shapes = new HashMap<>();
            for (Map.Entry<String, OnnxValue> output : result) {
                OnnxTensor tensor = (OnnxTensor) output.getValue();
                float[] values = new float[tensor.getFloatBuffer().remaining()];
                tensor.getFloatBuffer().get(values);
                for (float value : values) {
                    assertThat(value).isFinite();
                }
                shapes.put(output.getKey(), tensor.getInfo().getShape());
            }
            return shapes;
        }
    }
}
