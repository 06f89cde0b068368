package dev.telltale.trainer.operators;

import java.util.Set;

/**
 * What an operator's inputs mean to training.
 *
 * @param weights inputs whose initializers are learned
 * @param operands inputs whose initializers are learned when they hold more than one number (a bias or scale per
 *        channel; a lone number such as the 3 of x + 3 in a hard swish is part of the function)
 * @param statistics inputs whose initializers a run in {@link Mode#TRAIN} updates in place, without gradient
 */
public record Roles(Set<Integer> weights, Set<Integer> operands, Set<Integer> statistics) {
    /** No input is learned. */
    public static final Roles NONE = new Roles(Set.of(), Set.of(), Set.of());

    static Roles weights(Integer... inputs) {
        return new Roles(Set.of(inputs), Set.of(), Set.of());
    }

    static Roles operands(Integer... inputs) {
        return new Roles(Set.of(), Set.of(inputs), Set.of());
    }

    Roles updating(Integer... inputs) {
        return new Roles(weights, operands, Set.of(inputs));
    }

    /** True when an initializer of so many elements at this input is learned. */
    public boolean learns(int input, long elements) {
        return weights.contains(input) || (operands.contains(input) && elements > 1);
    }
}
