package dev.telltale.detectors.networks;

import dev.telltale.detectors.graph.Activation;
import dev.telltale.detectors.graph.ConvBnAct;
import dev.telltale.detectors.graph.Convolution;
import dev.telltale.detectors.graph.DepthwiseSeparable;
import dev.telltale.detectors.graph.GraphBuilder;
import dev.telltale.detectors.graph.Layers;
import dev.telltale.detectors.graph.Shape;
import dev.telltale.detectors.graph.Value;
import dev.telltale.detectors.graph.WeightInit;

import ai.onnx.proto.OnnxMl.ModelProto;

import java.util.List;

/**
 * Tells blended or rendered faces from genuine ones: the trunk of MobileNetV1 at half width (Howard et al. 2017; TensorFlow's padding, so that its
 * published ImageNet weights fit; Relu instead of Relu6), read at three depths. Input "image": N x 3 x 160 x 160 RGB, (pixel - 127.5) / 127.5. Outputs: "logit" N x 1 (above
 * 0 speaks for synthetic) and "boundary" N x 1 x 20 x 20, logits of the blending boundary (Face X-ray), which steers training and shows where.
 */
public final class BlendLiteNet {

    /** Side of the input in pixels. */
    public static final int SIZE = 160;
    /** Side of the boundary map. */
    public static final int MAP = SIZE / 8;

    private static final float DROPOUT = 0.2f;

    private BlendLiteNet() {}

    /** A fresh network. */
    public static ModelProto build(long seed) {
        GraphBuilder graph = new GraphBuilder("blend-lite");
        Layers net = new Layers(graph, new WeightInit(seed));
        Value image = graph.input("image", Shape.batchOf(3, SIZE, SIZE));
        Convolution stem = Convolution.of(16, 3).withStride(2).withPadding(Convolution.SAME_UPPER);
        Value x = new ConvBnAct("trunk.0", stem, Activation.RELU).apply(net, image);
        x = block(net, 1, x, 32, 1);
        x = block(net, 2, x, 64, 2);
        x = block(net, 3, x, 64, 1);
        x = block(net, 4, x, 128, 2);
        Value fine = block(net, 5, x, 128, 1);
        x = block(net, 6, fine, 256, 2);
        for (int i = 7; i <= 10; i++) {
            x = block(net, i, x, 256, 1);
        }
        Value middle = block(net, 11, x, 256, 1);
        x = block(net, 12, middle, 512, 2);
        Value coarse = block(net, 13, x, 512, 1);

        Value local = new ConvBnAct("map.fine", Convolution.of(32, 1), Activation.RELU).apply(net, fine);
        Value wide = new ConvBnAct("map.middle", Convolution.of(32, 1), Activation.RELU).apply(net, middle);
        Value joined = net.concat(List.of(local, net.upsampleNearest(wide, 2)));
        graph.output("boundary", net.predictor("map.out", joined, 1));

        Value pooled = net.concat(List.of(net.globalAveragePool(coarse), net.globalAveragePool(middle),
                net.globalAveragePool(joined)));
        graph.output("logit", net.linear("classifier", net.dropout(net.flatten(pooled), DROPOUT), new float[]{0}));
        return graph.build();
    }

    private static Value block(Layers net, int index, Value x, int channels, int stride) {
        return new DepthwiseSeparable("trunk." + index, channels, stride, Convolution.SAME_UPPER, Activation.RELU)
                .apply(net, x);
    }
}
