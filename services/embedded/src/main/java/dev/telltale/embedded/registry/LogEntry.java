package dev.telltale.embedded.registry;

import dev.telltale.schemas.registry.Compatibility;

import org.jspecify.annotations.Nullable;

/** What the {@code _schemas} topic says, as far as it concerns us. */
sealed interface LogEntry {

    /**
     * A version was added or its state has changed.
     *
     * @param schema as it is from now on
     */
    record Version(StoredSchema schema) implements LogEntry {}

    /**
     * A version is gone for good.
     *
     * @param subject its subject
     * @param version its number
     */
    record Purged(String subject, int version) implements LogEntry {}

    /**
     * A level of compatibility was set.
     *
     * @param subject for which subject; null: for all that have none of their own
     * @param level the level; null: it was taken back
     */
    record Level(@Nullable String subject, @Nullable Compatibility level) implements LogEntry {}
}
