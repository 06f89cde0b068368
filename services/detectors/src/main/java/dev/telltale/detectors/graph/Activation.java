package dev.telltale.detectors.graph;

/** What follows a layer. */
public enum Activation {
    NONE, RELU, RELU6, HARD_SWISH, PRELU;

    Value apply(Layers net, String key, Value x) {
        return switch (this) {
            case NONE -> x;
            case RELU -> net.relu(x);
            case RELU6 -> net.relu6(x);
            case HARD_SWISH -> net.hardSwish(x);
            case PRELU -> net.prelu(key, x);
        };
    }
}
