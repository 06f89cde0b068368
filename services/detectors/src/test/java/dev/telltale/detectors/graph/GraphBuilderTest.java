package dev.telltale.detectors.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GraphBuilderTest {

    private final GraphBuilder graph = new GraphBuilder("test");
    private final Layers net = new Layers(graph, new WeightInit(7));
    private final Value image = graph.input("image", Shape.batchOf(3, 8, 8));

    @Test
    void shouldNameWeightsLikeAStateDictionary() {
        Value x = new ConvBnAct("stem", Convolution.of(4, 3), Activation.PRELU).apply(net, image);
        graph.output("out", x);

        ModelProto model = graph.build();

        assertThat(model.getGraph().getInitializerList()).extracting(TensorProto::getName).containsExactly(
                "stem.conv.weight", "stem.bn.weight", "stem.bn.bias", "stem.bn.running_mean", "stem.bn.running_var",
                "stem.act.weight");
        assertThat(model.getGraph().getOutput(0).getName()).isEqualTo("out");
    }

    @Test
    void shouldPadTheTensorFlowWay() {
        Convolution spec = Convolution.of(4, 3).withStride(2).withPadding(Convolution.SAME_UPPER);

        Value x = net.conv("c", image, spec);
        graph.output("out", x);

        assertThat(x.shape()).isEqualTo(Shape.batchOf(4, 4, 4));
        List<Long> pads = graph.build().getGraph().getNode(0).getAttributeList().stream()
                .filter(a -> a.getName().equals("pads")).findFirst().orElseThrow().getIntsList();
        assertThat(pads).containsExactly(0L, 0L, 1L, 1L);
    }

    @Test
    void shouldStartFromTheSameWeightsForTheSameSeedAndName() {
        Shape shape = Shape.of(4, 3, 3, 3);

        assertThat(new WeightInit(1).kaimingNormal("a", shape, 27))
                .isEqualTo(new WeightInit(1).kaimingNormal("a", shape, 27))
                .isNotEqualTo(new WeightInit(1).kaimingNormal("b", shape, 27))
                .isNotEqualTo(new WeightInit(2).kaimingNormal("a", shape, 27));
    }

    @Test
    void shouldRefuseWhatDoesNotFit() {
        Value other = net.conv("c", image, Convolution.of(4, 3));

        assertThatThrownBy(() -> net.add(image, other)).hasMessageContaining("[N,3,8,8]")
                .hasMessageContaining("[N,4,8,8]");
        assertThatThrownBy(() -> net.reshape(image, 7)).hasMessageContaining("cannot reshape 'image'");
        assertThatThrownBy(() -> net.linear("fc", image, 2)).hasMessageContaining("rank 2");
        assertThatThrownBy(() -> net.conv("c", image, Convolution.of(4, 3))).hasMessageContaining("'c.weight'");
        assertThatThrownBy(() -> net.conv("d", image, Convolution.of(4, 3).withGroups(2)))
                .hasMessageContaining("2 groups");
    }

    @Test
    void shouldReadBackTheWeightsItWrote() {
        float[] values = {1.5f, -2, Float.MIN_VALUE, 4};

        TensorProto tensor = Tensors.floats("w", Shape.of(2, 2), values);

        assertThat(Tensors.toFloats(tensor)).isEqualTo(values);
        assertThat(Tensors.shape(tensor)).isEqualTo(Shape.of(2, 2));
    }
}
