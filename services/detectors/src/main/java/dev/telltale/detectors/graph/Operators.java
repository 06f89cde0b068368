package dev.telltale.detectors.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;

import java.util.List;
import java.util.Locale;

/** Operators without learned weights. Tensors of images are N x C x H x W. */
public sealed class Operators permits Layers {

    /** Where nodes are added. */
    protected final GraphBuilder graph;

    Operators(GraphBuilder graph) {
        this.graph = graph;
    }

    public Value relu(Value x) {
        return same("Relu", x);
    }

    /** Relu with an upper limit of 6. */
    public Value relu6(Value x) {
        return clip(x, 0, 6);
    }

    public Value clip(Value x, float min, float max) {
        String name = graph.numbered("clip");
        Value low = graph.weight(name + ".min", Shape.of(), new float[]{min});
        Value high = graph.weight(name + ".max", Shape.of(), new float[]{max});
        return graph.node("Clip", name, x.shape(), List.of(x, low, high));
    }

    public Value hardSwish(Value x) {
        return same("HardSwish", x);
    }

    public Value sigmoid(Value x) {
        return same("Sigmoid", x);
    }

    /** Nothing at inference; in training this share of the elements is set to 0. */
    public Value dropout(Value x, float ratio) {
        String name = graph.numbered("dropout");
        Value share = graph.weight(name + ".ratio", Shape.of(), new float[]{ratio});
        return graph.node("Dropout", name, x.shape(), List.of(x, share));
    }

    public Value add(Value a, Value b) {
        return elementwise("Add", a, b);
    }

    public Value mul(Value a, Value b) {
        return elementwise("Mul", a, b);
    }

    /** Mean over height and width: N x C x 1 x 1. */
    public Value globalAveragePool(Value x) {
        x.requireRank(4, "GlobalAveragePool");
        return graph.node("GlobalAveragePool", graph.numbered("gap"), x.shape().with(2, 1).with(3, 1), List.of(x));
    }

    public Value averagePool(Value x, int kernel, int stride) {
        return pool("AveragePool", x, kernel, stride, 0);
    }

    public Value maxPool(Value x, int kernel, int stride, int padding) {
        return pool("MaxPool", x, kernel, stride, padding);
    }

    /** N x everything else. */
    public Value flatten(Value x) {
        return graph.node("Flatten", graph.numbered("flatten"), Shape.batchOf(x.shape().elements()), List.of(x),
                Attributes.of("axis", 1));
    }

    /** Another shape of as many elements per item; the batch stays. */
    public Value reshape(Value x, int... dims) {
        Shape shape = Shape.batchOf(dims);
        if (shape.elements() != x.shape().elements()) {
            throw new IllegalArgumentException("cannot reshape '" + x.name() + "' from " + x.shape() + " to " + shape);
        }
        long[] target = shape.dims().stream().mapToLong(Integer::longValue).toArray();
        String name = graph.numbered("reshape");
        return graph.node("Reshape", name, shape, List.of(x, graph.longs(name + ".shape", target)));
    }

    /** Joins along the channels. */
    public Value concat(List<Value> parts) {
        Shape first = parts.getFirst().shape();
        int channels = 0;
        for (Value part : parts) {
            if (!part.shape().with(1, 1).equals(first.with(1, 1))) {
                throw new IllegalArgumentException("cannot join " + first + " and " + part.shape() + " by channels");
            }
            channels += part.channels();
        }
        return graph.node("Concat", graph.numbered("concat"), first.with(1, channels), parts, Attributes.of("axis", 1));
    }

    /** Enlarges height and width by a whole factor, each pixel repeated. */
    public Value upsampleNearest(Value x, int factor) {
        return upsample(x, factor, Attributes.of("mode", "nearest"),
                Attributes.of("coordinate_transformation_mode", "asymmetric"), Attributes.of("nearest_mode", "floor"));
    }

    /** Enlarges height and width by a whole factor, bilinear with half-pixel centres. */
    public Value upsampleBilinear(Value x, int factor) {
        return upsample(x, factor, Attributes.of("mode", "linear"),
                Attributes.of("coordinate_transformation_mode", "half_pixel"));
    }

    private Value upsample(Value x, int factor, AttributeProto... attributes) {
        x.requireRank(4, "Resize");
        String name = graph.numbered("resize");
        Value scales = graph.weight(name + ".scales", Shape.of(4), new float[]{1, 1, factor, factor});
        Value none = new Value("", ElementType.FLOAT, Shape.of());
        Shape shape = x.shape().with(2, x.shape().dim(2) * factor).with(3, x.shape().dim(3) * factor);
        return graph.node("Resize", name, shape, List.of(x, none, scales), attributes);
    }

    private Value pool(String op, Value x, int kernel, int stride, int padding) {
        x.requireRank(4, op);
        Convolution window = new Convolution(1, kernel, stride, padding, 1, false);
        Shape shape = x.shape().with(2, window.output(x.shape().dim(2))).with(3, window.output(x.shape().dim(3)));
        return graph.node(op, graph.numbered("pool"), shape, List.of(x),
                Attributes.ints("kernel_shape", kernel, kernel), Attributes.ints("strides", stride, stride),
                Attributes.ints("pads", padding, padding, padding, padding));
    }

    private Value same(String op, Value x) {
        return graph.node(op, graph.numbered(op.toLowerCase(Locale.ROOT)), x.shape(), List.of(x));
    }

    private Value elementwise(String op, Value a, Value b) {
        boolean perChannel = b.shape().rank() == 4 && b.shape().equals(a.shape().with(2, 1).with(3, 1));
        if (!a.shape().equals(b.shape()) && !perChannel) {
            throw new IllegalArgumentException(op + " of " + a.shape() + " and " + b.shape() + " does not fit");
        }
        return graph.node(op, graph.numbered(op.toLowerCase(Locale.ROOT)), a.shape(), List.of(a, b));
    }
}
