package dev.telltale.ingest;

import java.util.HashSet;
import java.util.Set;

/**
 * Which partitions of the streams topic are ours. One that was lost without notice is suspended: perhaps it comes back before
 * anybody else has written, then the work goes on as if nothing had happened. Used by the group's thread.
 */
final class Ownership {
    private final Set<Integer> owned = new HashSet<>();
    private final Set<Integer> suspended = new HashSet<>();

    void assign(int partition) {
        suspended.remove(partition);
        owned.add(partition);
    }

    void revoke(int partition) {
        owned.remove(partition);
        suspended.remove(partition);
    }

    void suspend(int partition) {
        if (owned.remove(partition)) {
            suspended.add(partition);
        }
    }

    boolean isOwned(int partition) {
        return owned.contains(partition);
    }

    boolean isSuspended(int partition) {
        return suspended.contains(partition);
    }

    Set<Integer> suspended() {
        return Set.copyOf(suspended);
    }
}
