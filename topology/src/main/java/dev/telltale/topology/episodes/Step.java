package dev.telltale.topology.episodes;

import dev.telltale.schemas.Alert;

import org.jspecify.annotations.Nullable;

/**
 * A step of an episode.
 *
 * @param next the state after it
 * @param alert the transition to tell; null: none
 */
public record Step(Episode next, @Nullable Alert alert) {

    static Step silent(Episode next) {
        return new Step(next, null);
    }
}
