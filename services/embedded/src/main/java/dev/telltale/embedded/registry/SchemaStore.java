package dev.telltale.embedded.registry;

import dev.telltale.embedded.EmbeddedException;
import dev.telltale.schemas.registry.Compatibility;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** Subjects, versions, ids and levels. Every change is in the log before it is told. Thread-safe. */
final class SchemaStore implements AutoCloseable {
    private final SchemaState state = new SchemaState();
    private final SchemasLog log;

    SchemaStore(String bootstrapServers) {
        log = SchemasLog.open(bootstrapServers, state::apply);
    }

    synchronized List<String> subjects() {
        return state.subjects();
    }

    synchronized List<StoredSchema> versions(String subject) {
        var versions = state.versions(subject);
        if (versions.isEmpty()) {
            throw RegistryError.noSubject(subject);
        }
        return versions;
    }

    /** @param version a number, "latest" or -1 */
    StoredSchema version(String subject, String version) {
        var versions = versions(subject);
        if ("latest".equals(version) || "-1".equals(version)) {
            return versions.getLast();
        }
        var number = number(version);
        return versions.stream().filter(schema -> schema.version() == number).findFirst()
                .orElseThrow(() -> RegistryError.noVersion(version));
    }

    private static int number(String version) {
        try {
            var number = Integer.parseInt(version);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw RegistryError.invalidVersion(version);
        }
        throw RegistryError.invalidVersion(version);
    }

    synchronized StoredSchema byId(int id) {
        return state.byId(id).orElseThrow(() -> RegistryError.noSchema(Integer.toString(id)));
    }

    /** The version of the subject that has this schema. */
    StoredSchema find(String subject, String schema) {
        var text = SchemaText.canonical(schema);
        versions(subject);
        synchronized (this) {
            return state.find(subject, text).orElseThrow(() -> RegistryError.noSchema("of this text"));
        }
    }

    /** Adds a version where the subject does not have the schema yet. */
    synchronized StoredSchema register(String subject, String schema) {
        var text = SchemaText.canonical(schema);
        var known = state.find(subject, text);
        if (known.isPresent()) {
            return known.get();
        }
        CompatibilityCheck.refusal(state.level(subject), SchemaText.parsed(text), state.versions(subject))
                .ifPresent(reason -> {
                    throw RegistryError.incompatible(subject, reason);
                });
        var next = state.next(subject, text);
        commit(new LogEntry.Version(next));
        return next;
    }

    /**
     * Why the schema may not follow; empty: it may.
     *
     * @param version the one to compare with; null: those that the subject's level asks for
     */
    Optional<String> refusal(String subject, @Nullable String version, String schema) {
        var parsed = SchemaText.parsed(schema);
        var before = version == null ? versions(subject) : List.of(version(subject, version));
        return CompatibilityCheck.refusal(level(subject), parsed, before);
    }

    synchronized void delete(StoredSchema schema) {
        commit(new LogEntry.Version(schema.asDeleted()));
    }

    synchronized Compatibility level(String subject) {
        return state.level(subject);
    }

    synchronized Optional<Compatibility> ownLevel(String subject) {
        return state.ownLevel(subject);
    }

    synchronized Compatibility defaultLevel() {
        return state.defaultLevel();
    }

    /** @param subject null: for all that have none of their own */
    synchronized void setLevel(@Nullable String subject, @Nullable Compatibility level) {
        commit(new LogEntry.Level(subject, level));
    }

    private void commit(LogEntry entry) {
        try {
            log.append(entry);
        } catch (EmbeddedException failed) {
            throw RegistryError.storeFailed(String.valueOf(failed.getMessage()));
        }
        state.apply(entry);
    }

    @Override
    public void close() {
        log.close();
    }
}
