package dev.telltale.detectors.graph;

/** MobileNetV1's block (Howard et al. 2017): depthwise 3 x 3 and pointwise 1 x 1, each with normalisation and activation. */
public record DepthwiseSeparable(String key, int channels, int stride, int padding, Activation activation)
        implements
            Block {

    /** Padding 1 on every side. */
    public DepthwiseSeparable(String key, int channels, int stride, Activation activation) {
        this(key, channels, stride, 1, activation);
    }

    @Override
    public Value apply(Layers net, Value x) {
        Convolution depthwise = Convolution.depthwise(x.channels(), 3).withStride(stride).withPadding(padding);
        Value spatial = new ConvBnAct(key + ".dw", depthwise, activation).apply(net, x);
        return new ConvBnAct(key + ".pw", Convolution.of(channels, 1), activation).apply(net, spatial);
    }
}
