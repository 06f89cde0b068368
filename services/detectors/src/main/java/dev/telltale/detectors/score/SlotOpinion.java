package dev.telltale.detectors.score;

/**
 * What one frame weighed.
 *
 * @param slot its slot in the window
 * @param score 0 (genuine) to 1 (synthetic)
 */
public record SlotOpinion(int slot, double score) {}
