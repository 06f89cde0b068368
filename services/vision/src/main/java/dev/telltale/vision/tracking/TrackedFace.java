package dev.telltale.vision.tracking;

import dev.telltale.vision.Landmarks;

/**
 * A face that was seen in a frame.
 *
 * @param track its number, counted from 1
 * @param landmarks in pixels of the picture, not filtered over time
 * @param confidence 0 to 1
 */
public record TrackedFace(int track, Landmarks landmarks, float confidence) {}
