package dev.telltale.trainer.operators;

/** How a graph runs: batch statistics and dropout while training, running statistics and no dropout otherwise. */
public enum Mode {
    /** BatchNorm uses and updates with the batch's statistics, Dropout drops. */
    TRAIN,
    /** BatchNorm uses running statistics, Dropout passes through. */
    EVAL
}
