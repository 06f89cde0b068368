package dev.telltale.topology.judging;

import dev.telltale.schemas.Box;

/**
 * One face of a window, as its mark lists it.
 *
 * @param track number of the track in its epoch
 * @param box median box, pixels
 * @param firstMicros first frame, microseconds from the epoch's start
 * @param lastMicros last frame, microseconds from the epoch's start
 * @param quality weight of the window, 0 to 1
 */
public record Face(int track, Box box, long firstMicros, long lastMicros, float quality) {}
