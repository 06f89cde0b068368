package dev.telltale.faces;

import java.util.ArrayDeque;
import java.util.Deque;

/** Remembers which record a decoder would have to begin with for a given moment. */
final class KeyFrames {
    private record Key(long micros, long offset) {}

    private final Deque<Key> keys = new ArrayDeque<>();

    void add(long micros, long offset) {
        keys.addLast(new Key(micros, offset));
    }

    void clear() {
        keys.clear();
    }

    /**
     * Offset of the record that holds the last key frame at or before {@code micros}; without one, of the first key frame
     * that is known; {@code otherwise} where none is. Forgets what lies before it: the moments asked for only grow.
     */
    long recordFor(long micros, long otherwise) {
        while (keys.size() > 1 && second().micros() <= micros) {
            keys.removeFirst();
        }
        return keys.isEmpty() ? otherwise : keys.getFirst().offset();
    }

    private Key second() {
        var all = keys.iterator();
        all.next();
        return all.next();
    }
}
