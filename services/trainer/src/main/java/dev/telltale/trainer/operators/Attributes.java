package dev.telltale.trainer.operators;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A node's attributes, typed, with the defaults of the ONNX specification; remembers which ones were looked at. */
public final class Attributes {
    private final String label;
    private final Map<String, AttributeProto> values = new HashMap<>();
    private final Set<String> read = new HashSet<>();

    Attributes(String label, List<AttributeProto> attributes) {
        this.label = label;
        attributes.forEach(attribute -> values.put(attribute.getName(), attribute));
    }

    /** An INT attribute. */
    public long integer(String name, long fallback) {
        return find(name).map(AttributeProto::getI).orElse(fallback);
    }

    /** An INT attribute read as a flag. */
    public boolean flag(String name, boolean fallback) {
        return integer(name, fallback ? 1 : 0) != 0;
    }

    /** A FLOAT attribute. */
    public double real(String name, double fallback) {
        return find(name).map(attribute -> (double) attribute.getF()).orElse(fallback);
    }

    /** A STRING attribute. */
    public String text(String name, String fallback) {
        return find(name).map(attribute -> attribute.getS().toString(StandardCharsets.UTF_8)).orElse(fallback);
    }

    /** An INTS attribute. */
    public Optional<long[]> integers(String name) {
        return find(name).map(attribute -> attribute.getIntsList().stream().mapToLong(Long::longValue).toArray());
    }

    /** A FLOATS attribute. */
    public Optional<double[]> reals(String name) {
        return find(name)
                .map(attribute -> attribute.getFloatsList().stream().mapToDouble(Float::doubleValue).toArray());
    }

    /** A TENSOR attribute. */
    public Optional<TensorProto> tensor(String name) {
        return find(name).map(AttributeProto::getT);
    }

    /** An attribute that must have the one value we execute, when it is there at all. */
    public void require(String name, long only) {
        long value = integer(name, only);
        if (value != only) {
            throw new UnsupportedGraphException(label + ": " + name + "=" + value + " is not supported");
        }
    }

    /** Refuses attributes that nobody looked at: executing without them would silently differ. */
    public void refuseUnread() {
        for (String name : values.keySet()) {
            if (!read.contains(name)) {
                throw new UnsupportedGraphException(label + ": attribute '" + name + "' is not supported");
            }
        }
    }

    private Optional<AttributeProto> find(String name) {
        read.add(name);
        return Optional.ofNullable(values.get(name));
    }
}
