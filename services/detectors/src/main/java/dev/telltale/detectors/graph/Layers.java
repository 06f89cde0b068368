package dev.telltale.detectors.graph;

import java.util.ArrayList;
import java.util.List;

/** Operators with learned weights. The weights of layer {@code key} are named as in a PyTorch state dictionary: key.weight, key.bias, ... */
public final class Layers extends Operators {

    private static final float BATCH_NORM_EPSILON = 1e-5f;
    private static final float BATCH_NORM_KEEP = 0.9f;

    private final WeightInit init;

    public Layers(GraphBuilder graph, WeightInit init) {
        super(graph);
        this.init = init;
    }

    /** Convolution; weight out x in/groups x k x k, He-initialised by its fan-out. */
    public Value conv(String key, Value x, Convolution spec) {
        x.requireRank(4, "Conv");
        int in = x.channels();
        if (in % spec.groups() != 0) {
            throw new IllegalArgumentException(
                    key + ": " + in + " channels cannot be divided into " + spec.groups() + " groups");
        }
        int k = spec.kernel();
        Shape shape = Shape.of(spec.channels(), in / spec.groups(), k, k);
        int fanOut = k * k * spec.channels() / spec.groups();
        List<Value> inputs = new ArrayList<>(List.of(x,
                graph.weight(key + ".weight", shape, init.kaimingNormal(key + ".weight", shape, fanOut))));
        if (spec.bias()) {
            inputs.add(filled(key + ".bias", spec.channels(), 0));
        }
        int h = x.shape().dim(2);
        int w = x.shape().dim(3);
        Shape output = Shape.batchOf(spec.channels(), spec.output(h), spec.output(w));
        return graph.node("Conv", key, output, inputs, Attributes.ints("kernel_shape", k, k),
                Attributes.ints("strides", spec.stride(), spec.stride()),
                Attributes.ints("pads", spec.before(h), spec.before(w), spec.after(h), spec.after(w)),
                Attributes.of("group", spec.groups()));
    }

    /** A convolution of 1 x 1 with bias that starts near 0: what predicts, rather than what passes on. */
    public Value predictor(String key, Value x, int channels) {
        x.requireRank(4, "Conv");
        Shape shape = Shape.of(channels, x.channels(), 1, 1);
        Value weight = graph.weight(key + ".weight", shape,
                init.normal(key + ".weight", shape, 0.1 * Math.sqrt(1.0 / x.channels())));
        Shape output = Shape.batchOf(channels, x.shape().dim(2), x.shape().dim(3));
        return graph.node("Conv", key, output, List.of(x, weight, filled(key + ".bias", channels, 0)),
                Attributes.ints("kernel_shape", 1, 1));
    }

    /** Batch normalisation with its running statistics as key.running_mean and key.running_var. */
    public Value batchNorm(String key, Value x) {
        int channels = x.channels();
        List<Value> inputs = List.of(x, filled(key + ".weight", channels, 1), filled(key + ".bias", channels, 0),
                filled(key + ".running_mean", channels, 0), filled(key + ".running_var", channels, 1));
        return graph.node("BatchNormalization", key, x.shape(), inputs, Attributes.of("epsilon", BATCH_NORM_EPSILON),
                Attributes.of("momentum", BATCH_NORM_KEEP));
    }

    /** Relu with a learned slope per channel for negative values, 0.25 at the start. */
    public Value prelu(String key, Value x) {
        Shape shape = Shape.of(x.channels(), 1, 1);
        Value slope = graph.weight(key + ".weight", shape, init.constant(shape, 0.25f));
        return graph.node("PRelu", key, x.shape(), List.of(x, slope));
    }

    /** Fully connected layer over N x F; weight out x F. */
    public Value linear(String key, Value x, int out) {
        x.requireRank(2, "Gemm");
        Shape shape = Shape.of(out, x.shape().dim(1));
        Value weight = graph.weight(key + ".weight", shape,
                init.normal(key + ".weight", shape, Math.sqrt(1.0 / x.shape().dim(1))));
        return graph.node("Gemm", key, Shape.batchOf(out), List.of(x, weight, filled(key + ".bias", out, 0)),
                Attributes.of("transB", 1));
    }

    /** Sets the starting bias of a linear layer apart, for example to the mean of what it is to predict. */
    public Value linear(String key, Value x, float[] startingBias) {
        x.requireRank(2, "Gemm");
        int out = startingBias.length;
        Shape shape = Shape.of(out, x.shape().dim(1));
        Value weight = graph.weight(key + ".weight", shape,
                init.normal(key + ".weight", shape, 0.1 * Math.sqrt(1.0 / x.shape().dim(1))));
        Value bias = graph.weight(key + ".bias", Shape.of(out), startingBias.clone());
        return graph.node("Gemm", key, Shape.batchOf(out), List.of(x, weight, bias), Attributes.of("transB", 1));
    }

    private Value filled(String name, int length, float value) {
        Shape shape = Shape.of(length);
        return graph.weight(name, shape, init.constant(shape, value));
    }
}
