package dev.telltale.detectors.graph;

/** MobileNetV2's block (Sandler et al. 2018): expand, depthwise, project; a shortcut where shape allows. */
public record InvertedResidual(String key, int channels, int stride, int expansion, Activation activation)
        implements
            Block {

    @Override
    public Value apply(Layers net, Value x) {
        int wide = x.channels() * expansion;
        Value expanded = expansion == 1
                ? x
                : new ConvBnAct(key + ".expand", Convolution.of(wide, 1), activation).apply(net, x);
        Convolution depthwise = Convolution.depthwise(wide, 3).withStride(stride);
        Value spatial = new ConvBnAct(key + ".dw", depthwise, activation).apply(net, expanded);
        Value projected = new ConvBnAct(key + ".project", Convolution.of(channels, 1), Activation.NONE).apply(net,
                spatial);
        return stride == 1 && x.channels() == channels ? net.add(x, projected) : projected;
    }
}
