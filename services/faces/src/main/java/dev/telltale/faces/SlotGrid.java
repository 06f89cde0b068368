package dev.telltale.faces;

import dev.telltale.vision.MediaTime;

/**
 * The 32 slots of a window.
 *
 * @param startMicros where the window begins, microseconds from the epoch's start
 * @param lengthMicros D, microseconds
 */
record SlotGrid(long startMicros, long lengthMicros) {
    static final int SLOTS = 32;

    static SlotGrid of(long window, long windowMillis) {
        return new SlotGrid(Math.multiplyExact(window, windowMillis * 1000), windowMillis * 1000);
    }

    static long window(MediaTime time, long windowMillis) {
        return Math.floorDiv(time.micros(), windowMillis * 1000);
    }

    long endMicros() {
        return startMicros + lengthMicros;
    }

    /** The slot whose centre is nearest: the frame lies within half a slot of it. */
    int slot(MediaTime time) {
        return Math.clamp((time.micros() - startMicros) * SLOTS / lengthMicros, 0, SLOTS - 1);
    }

    /** Distance from the centre of its slot, in microseconds times 64, so that halves stay whole. */
    long distance(MediaTime time) {
        return Math.abs((time.micros() - startMicros) * 2 * SLOTS - (2L * slot(time) + 1) * lengthMicros);
    }
}
