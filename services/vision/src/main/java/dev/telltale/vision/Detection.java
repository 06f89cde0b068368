package dev.telltale.vision;

/**
 * A face that a detector found.
 *
 * @param box its estimate of the box round the 68 landmarks (brows to chin), whatever the detector's own convention
 * @param confidence 0 to 1
 */
public record Detection(Box box, float confidence) {}
