package dev.telltale.detectors.packages;

/**
 * A set of data that went into a model.
 *
 * @param name of the set
 * @param use what it was used for and how much of it
 * @param licence as its source states it
 */
public record TrainingSource(String name, String use, String licence) {}
