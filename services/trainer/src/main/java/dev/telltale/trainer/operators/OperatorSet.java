package dev.telltale.trainer.operators;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The operators that the interpreter executes, by their ONNX names (default domain). */
public final class OperatorSet {
    private final Map<String, Entry> entries;

    private OperatorSet(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /** All operators we have. */
    public static OperatorSet standard() {
        Builder operators = new Builder();
        Convolutions.register(operators);
        Linear.register(operators);
        Normalizations.register(operators);
        Activations.register(operators);
        Arithmetic.register(operators);
        Pools.register(operators);
        Reductions.register(operators);
        Shapes.register(operators);
        Selections.register(operators);
        Pads.register(operators);
        Resizes.register(operators);
        Basics.register(operators);
        return new OperatorSet(operators.entries);
    }

    /** The names, sorted. */
    public Set<String> names() {
        return entries.keySet();
    }

    /**
     * The operator of a node.
     *
     * @throws UnsupportedGraphException when there is none of that name
     */
    public Entry get(String domain, String type, String node) {
        Entry entry = domain.isEmpty() || domain.equals("ai.onnx") ? entries.get(type) : null;
        if (entry == null) {
            String full = domain.isEmpty() ? type : domain + "." + type;
            throw new UnsupportedGraphException("operator " + full + " (node '" + node + "') is not supported");
        }
        return entry;
    }

    /** An operator and what its inputs mean to training. */
    public record Entry(Operator operator, Roles roles) {}

    static final class Builder {
        private final Map<String, Entry> entries = new TreeMap<>();

        void add(String name, Operator operator) {
            add(name, operator, Roles.NONE);
        }

        void add(String name, Operator operator, Roles roles) {
            entries.put(name, new Entry(operator, roles));
        }
    }
}
