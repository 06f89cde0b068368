package dev.telltale.detectors.graph;

/** Convolution, batch normalisation, activation: weights under key.conv and key.bn (and key.act for PReLU). */
public record ConvBnAct(String key, Convolution conv, Activation activation) implements Block {

    @Override
    public Value apply(Layers net, Value x) {
        Value normed = net.batchNorm(key + ".bn", net.conv(key + ".conv", x, conv));
        return activation.apply(net, key + ".act", normed);
    }
}
