package dev.telltale.kit;

import java.time.Duration;

/**
 * A part of Telltale that runs until it is closed. Services know each other only by topics, so they start in any order
 * and may live in one JVM or in many.
 */
public interface Service extends AutoCloseable {

    /** For what is in flight at {@link #close()}: half of the ten seconds that a stop may take. */
    Duration DRAIN = Duration.ofSeconds(5);

    /** Lower-case name: {@code ingest}, {@code faces}, {@code scoring}, {@code aggregator}. */
    String name();

    /**
     * Starts the work on threads of its own and returns; {@link #health()} tells when it is ready.
     *
     * @throws RuntimeException where it can never work, with a message for a person
     */
    void start();

    /** How it is now. Cheap, from any thread. */
    Health health();

    /**
     * Takes nothing new, finishes and commits what is in flight, frees what it holds. Harmless when called again.
     *
     * @param drain how long the work in flight may take; what is left then is left to the next start
     */
    void close(Duration drain);

    @Override
    default void close() {
        close(DRAIN);
    }
}
