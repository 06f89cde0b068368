package dev.telltale.trainer.interpreter;

import dev.telltale.trainer.operators.Mode;
import dev.telltale.trainer.operators.UnsupportedGraphException;
import dev.telltale.trainer.tensors.NativeScope;
import dev.telltale.trainer.tensors.TensorArrays;

import ai.onnx.proto.OnnxMl.ModelProto;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class TrainableGraphTest {
    private static final float[] INPUT = {0.3f, -1.2f, 0.7f, 2.1f, -0.4f, 0.9f, 1.5f, -0.8f};

    @Test
    void shouldGiveTheGradientThatFiniteDifferencesGive() {
        ModelProto model = Graphs.model(
                List.of(Graphs.node("Conv", "c", List.of("x", "w", "b")), Graphs.node("Sigmoid", "y", List.of("c"))),
                List.of(Graphs.floats("w", new long[]{1, 1, 2, 2}, 0.5f, -0.3f, 0.8f, 0.1f),
                        Graphs.floats("b", new long[]{1}, 0.2f)));
        try (TrainableGraph graph = TrainableGraph.of(model)) {
            for (Weight weight : graph.weights()) {
                float[] analytic = gradient(graph, weight);
                for (int i = 0; i < analytic.length; i++) {
                    assertThat(analytic[i]).as(weight.name() + i).isCloseTo(differences(graph, weight, i),
                            within(2e-3f));
                }
            }
        }
    }

    @Test
    void shouldUseBatchStatisticsAndMoveRunningOnesOnlyWhileTraining() {
        try (TrainableGraph graph = TrainableGraph.of(batchNorm())) {
            float[] eval = run(graph, Mode.EVAL);
            assertThat(running(graph)).containsExactly(0);
            assertThat(eval).usingComparatorWithPrecision(1e-4f).containsExactly(INPUT);

            float[] train = run(graph, Mode.TRAIN);

            double mean = mean(INPUT);
            assertThat(mean(train)).isCloseTo(0, within(1e-5));
            assertThat(running(graph)[0]).isCloseTo((float) (0.1 * mean), within(1e-5f));
        }
    }

    @Test
    void shouldDropOnlyWhileTraining() {
        ModelProto model = Graphs.model(List.of(Graphs.node("Dropout", "y", List.of("x"))), List.of());
        try (TrainableGraph graph = TrainableGraph.of(model)) {
            torch.manual_seed(1);
            assertThat(run(graph, Mode.EVAL)).containsExactly(INPUT);
            assertThat(run(graph, Mode.TRAIN)).usingComparatorWithPrecision(1e-6f).contains(0f).isNotEqualTo(INPUT);
        }
    }

    @Test
    void shouldLearnWeightsAndLeaveFrozenOnesAndConstantsAlone() {
        ModelProto model = Graphs.model(
                List.of(Graphs.node("Conv", "c", List.of("x", "w")), Graphs.node("Add", "a", List.of("c", "three")),
                        Graphs.node("Mul", "y", List.of("a", "scale"))),
                List.of(Graphs.floats("w", new long[]{2, 1, 1, 1}, 1, 2), Graphs.floats("three", new long[]{1}, 3),
                        Graphs.floats("scale", new long[]{1, 2, 1, 1}, 1, 1)));
        try (TrainableGraph graph = TrainableGraph.of(model, "w"::equals)) {
            assertThat(graph.weights()).extracting(Weight::name, Weight::learned).containsExactly(
                    org.assertj.core.groups.Tuple.tuple("w", false),
                    org.assertj.core.groups.Tuple.tuple("scale", true));
        }
    }

    @Test
    void shouldWriteLearnedWeightsBackIntoTheModel() {
        try (TrainableGraph graph = TrainableGraph.of(batchNorm())) {
            graph.weights().stream().filter(weight -> weight.name().equals("scale")).findFirst().orElseThrow()
                    .set(new float[]{2.5f});
            float[] before = run(graph, Mode.EVAL);
            try (TrainableGraph again = TrainableGraph.of(graph.toModel())) {
                assertThat(run(again, Mode.EVAL)).containsExactly(before);
            }
        }
    }

    @Test
    void shouldRefuseWhatItDoesNotExecuteByName() {
        assertThatThrownBy(() -> TrainableGraph.of(single("Einsum"))).isInstanceOf(UnsupportedGraphException.class)
                .hasMessageContaining("operator Einsum");
        assertThatThrownBy(() -> TrainableGraph
                .of(Graphs.model(List.of(Graphs.node("Relu", "y", List.of("x"), Graphs.attribute("colour", 1))),
                        List.of())))
                .isInstanceOf(UnsupportedGraphException.class)
                .hasMessageContaining("Relu 'y': attribute 'colour' is not supported");
    }

    @Test
    void shouldNameTheNodeThatFails() {
        ModelProto model = Graphs.model(List.of(Graphs.node("MatMul", "y", List.of("x", "w"))),
                List.of(Graphs.floats("w", new long[]{3, 1}, 1, 2, 3)));
        try (TrainableGraph graph = TrainableGraph.of(model)) {
            assertThatThrownBy(() -> run(graph, Mode.EVAL)).hasMessageStartingWith("MatMul 'y': ");
        }
    }

    private static ModelProto single(String type) {
        return Graphs.model(List.of(Graphs.node(type, "y", List.of("x"))), List.of());
    }

    private static ModelProto batchNorm() {
        return Graphs.model(
                List.of(Graphs.node("BatchNormalization", "y", List.of("x", "scale", "bias", "mean", "var"))),
                List.of(Graphs.floats("scale", new long[]{1}, 1), Graphs.floats("bias", new long[]{1}, 0),
                        Graphs.floats("mean", new long[]{1}, 0), Graphs.floats("var", new long[]{1}, 1)));
    }

    private static Tensor input() {
        return TensorArrays.floats(INPUT, 1, 1, 2, 4);
    }

    private static float[] run(TrainableGraph graph, Mode mode) {
        return NativeScope
                .callWithoutGradient(() -> TensorArrays.floats(graph.forward(Map.of("x", input()), mode).get("y")));
    }

    private static float[] running(TrainableGraph graph) {
        return graph.weights().stream().filter(weight -> weight.name().equals("mean")).findFirst().orElseThrow()
                .values();
    }

    private static float[] gradient(TrainableGraph graph, Weight weight) {
        return NativeScope.call(() -> {
            torch.sum(graph.forward(Map.of("x", input()), Mode.TRAIN).get("y")).backward();
            float[] gradient = TensorArrays.floats(weight.tensor().grad());
            graph.weights().forEach(each -> each.tensor().mutable_grad().zero_());
            return gradient;
        });
    }

    private static float differences(TrainableGraph graph, Weight weight, int index) {
        float step = 1e-2f;
        float[] values = weight.values();
        values[index] += step;
        weight.set(values);
        double above = sum(run(graph, Mode.EVAL));
        values[index] -= 2 * step;
        weight.set(values);
        double below = sum(run(graph, Mode.EVAL));
        values[index] += step;
        weight.set(values);
        return (float) ((above - below) / (2 * step));
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    private static double mean(float[] values) {
        return sum(values) / values.length;
    }
}
