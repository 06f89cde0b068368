package dev.telltale.embedded.registry;

import dev.telltale.schemas.registry.Compatibility;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What all entries of the log together say. Not thread-safe. */
final class SchemaState {
    private final Map<String, NavigableMap<Integer, StoredSchema>> subjects = new TreeMap<>();
    private final Map<Integer, StoredSchema> byId = new HashMap<>();
    private final Map<String, Integer> idByText = new HashMap<>();
    private final Map<String, Compatibility> levels = new HashMap<>();
    private Compatibility defaultLevel = Compatibility.BACKWARD;
    private int highestId;

    void apply(LogEntry entry) {
        switch (entry) {
            case LogEntry.Version version -> apply(version.schema());
            case LogEntry.Purged purged -> versionsOf(purged.subject()).remove(purged.version());
            case LogEntry.Level level -> apply(level);
        }
    }

    private void apply(StoredSchema schema) {
        versionsOf(schema.subject()).put(schema.version(), schema);
        byId.putIfAbsent(schema.id(), schema);
        idByText.putIfAbsent(schema.schema(), schema.id());
        highestId = Math.max(highestId, schema.id());
    }

    private void apply(LogEntry.Level entry) {
        var level = entry.level();
        if (entry.subject() == null) {
            defaultLevel = level == null ? Compatibility.BACKWARD : level;
        } else if (level == null) {
            levels.remove(entry.subject());
        } else {
            levels.put(entry.subject(), level);
        }
    }

    private NavigableMap<Integer, StoredSchema> versionsOf(String subject) {
        return subjects.computeIfAbsent(subject, name -> new TreeMap<>());
    }

    /** Subjects with a version that is not deleted, in alphabetical order. */
    List<String> subjects() {
        return subjects.keySet().stream().filter(subject -> !versions(subject).isEmpty()).toList();
    }

    /** Versions that are not deleted, oldest first. */
    List<StoredSchema> versions(String subject) {
        return all(subject).stream().filter(schema -> !schema.deleted()).toList();
    }

    private Collection<StoredSchema> all(String subject) {
        var versions = subjects.get(subject);
        return versions == null ? List.of() : versions.values();
    }

    /** The version with the same text. */
    Optional<StoredSchema> find(String subject, String text) {
        return versions(subject).stream().filter(schema -> schema.schema().equals(text)).findFirst();
    }

    Optional<StoredSchema> byId(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The next version of a subject: known texts keep their id, deleted numbers are not given twice. */
    StoredSchema next(String subject, String text) {
        var last = subjects.get(subject);
        var version = last == null || last.isEmpty() ? 1 : last.lastKey() + 1;
        return new StoredSchema(subject, version, idByText.getOrDefault(text, highestId + 1), text, false);
    }

    /** The subject's own level. */
    Optional<Compatibility> ownLevel(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    /** The level that holds for the subject. */
    Compatibility level(String subject) {
        return levels.getOrDefault(subject, defaultLevel);
    }

    Compatibility defaultLevel() {
        return defaultLevel;
    }
}
