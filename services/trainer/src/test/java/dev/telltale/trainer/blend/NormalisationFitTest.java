package dev.telltale.trainer.blend;

import dev.telltale.detectors.graph.Tensors;
import dev.telltale.detectors.networks.BlendLiteNet;
import dev.telltale.trainer.interpreter.TrainableGraph;
import dev.telltale.trainer.operators.Mode;
import dev.telltale.trainer.tensors.NativeScope;
import dev.telltale.trainer.tensors.TensorArrays;

import ai.onnx.proto.OnnxMl.ModelProto;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class NormalisationFitTest {
    private static final int COUNT = 4;
    private static final int SIDE = BlendLiteNet.SIZE;

    @Test
    void shouldChangeStatisticsButNotTheFunction() {
        ModelProto network = BlendLiteNet.build(5);
        float[] images = new float[COUNT * 3 * SIDE * SIDE];
        Random random = new Random(1);
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextGaussian();
        }

        ModelProto fitted = NormalisationFit.fit(network, "image", images, SIDE);

        assertThat(variance(fitted)).isNotEqualTo(variance(network));
        float[] before = logits(network, images);
        float[] after = logits(fitted, images);
        for (int i = 0; i < COUNT; i++) {
            assertThat(after[i]).isCloseTo(before[i], within(1e-3f * (1 + Math.abs(before[i]))));
        }
    }

    private static float[] variance(ModelProto network) {
        return network.getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals("trunk.1.dw.bn.running_var")).findFirst()
                .map(Tensors::toFloats).orElseThrow();
    }

    private static float[] logits(ModelProto network, float[] images) {
        try (TrainableGraph graph = TrainableGraph.of(network)) {
            return NativeScope.callWithoutGradient(() -> TensorArrays.floats(graph
                    .forward(Map.of("image", TensorArrays.floats(images, COUNT, 3, SIDE, SIDE)), Mode.EVAL)
                    .get("logit")));
        }
    }
}
