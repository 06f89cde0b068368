package dev.telltale.detectors.networks;

import dev.telltale.detectors.graph.Activation;
import dev.telltale.detectors.graph.ConvBnAct;
import dev.telltale.detectors.graph.Convolution;
import dev.telltale.detectors.graph.DepthwiseSeparable;
import dev.telltale.detectors.graph.GraphBuilder;
import dev.telltale.detectors.graph.InvertedResidual;
import dev.telltale.detectors.graph.Layers;
import dev.telltale.detectors.graph.Shape;
import dev.telltale.detectors.graph.Value;
import dev.telltale.detectors.graph.WeightInit;

import ai.onnx.proto.OnnxMl.ModelProto;

import java.util.Arrays;
import java.util.List;

/**
 * 68 landmarks of one face, after PFLD (Guo et al. 2019): a small MobileNetV2 whose points are read from features of two scales that keep their
 * place. Input "image": N x 3 x 112 x 112 RGB, (pixel - 127.5) / 127.5. Outputs: "landmarks" N x 136 (x0, y0, ... as fractions of the crop's side, from edge to edge: the centre of pixel i lies at (i + 0.5) / 112)
 * and "face" N x 1, the logit that the crop holds a face.
 */
public final class Landmarks68Net {

    /** Side of the input in pixels. */
    public static final int SIZE = 112;
    /** Coordinates given: 68 pairs. */
    public static final int COORDINATES = 136;

    private Landmarks68Net() {}

    /** A fresh network whose points start in the middle of the crop. */
    public static ModelProto build(long seed) {
        float[] centre = new float[COORDINATES];
        Arrays.fill(centre, 0.5f);
        return build(seed, centre);
    }

    /** A fresh network whose points start at a mean shape (136 coordinates as fractions of the side). */
    public static ModelProto build(long seed, float[] meanShape) {
        GraphBuilder graph = new GraphBuilder("landmarks68");
        Layers net = new Layers(graph, new WeightInit(seed));
        Value x = graph.input("image", Shape.batchOf(3, SIZE, SIZE));
        x = new ConvBnAct("stem", Convolution.of(24, 3).withStride(2), Activation.RELU).apply(net, x);
        x = new DepthwiseSeparable("features.0", 24, 1, Activation.RELU).apply(net, x);
        x = new InvertedResidual("features.1", 32, 2, 2, Activation.RELU).apply(net, x);
        x = new InvertedResidual("features.2", 32, 1, 2, Activation.RELU).apply(net, x);
        x = new InvertedResidual("features.3", 32, 1, 2, Activation.RELU).apply(net, x);
        x = new InvertedResidual("features.4", 64, 2, 2, Activation.RELU).apply(net, x);
        x = new InvertedResidual("features.5", 64, 1, 3, Activation.RELU).apply(net, x);
        Value middle = new InvertedResidual("features.6", 64, 1, 3, Activation.RELU).apply(net, x);
        x = new InvertedResidual("features.7", 80, 2, 3, Activation.RELU).apply(net, middle);
        Value coarse = new InvertedResidual("features.8", 80, 1, 3, Activation.RELU).apply(net, x);

        Value fine = new ConvBnAct("fine", Convolution.of(8, 1), Activation.RELU).apply(net, middle);
        fine = net.averagePool(fine, 2, 2);
        Value placed = new ConvBnAct("placed", Convolution.of(20, 1), Activation.RELU).apply(net, coarse);
        Value features = net.flatten(net.concat(List.of(fine, placed)));
        graph.output("landmarks", net.linear("points", features, meanShape));
        graph.output("face", net.linear("face_logit", net.flatten(net.globalAveragePool(coarse)), 1));
        return graph.build();
    }
}
