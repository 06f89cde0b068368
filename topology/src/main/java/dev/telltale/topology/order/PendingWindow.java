package dev.telltale.topology.order;

import dev.telltale.topology.judging.Opinion;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A window that has not been applied yet.
 *
 * @param mark its mark; null: has not come yet
 * @param opinions what detectors have said so far
 */
public record PendingWindow(@Nullable Mark mark, List<Opinion> opinions) {
    static final PendingWindow EMPTY = new PendingWindow(null, List.of());

    PendingWindow marked(Mark newMark) {
        return new PendingWindow(newMark, opinions);
    }

    PendingWindow with(Opinion opinion) {
        var grown = new ArrayList<Opinion>(opinions.size() + 1);
        grown.addAll(opinions);
        grown.add(opinion);
        return new PendingWindow(mark, grown);
    }

    /** Whether something of this name is there. */
    boolean has(Opinion other) {
        for (var opinion : opinions) {
            if (opinion.track() == other.track()
                    && opinion.detector().getDetector().equals(other.detector().getDetector())
                    && opinion.detector().getVersion().equals(other.detector().getVersion())) {
                return true;
            }
        }
        return false;
    }
}
