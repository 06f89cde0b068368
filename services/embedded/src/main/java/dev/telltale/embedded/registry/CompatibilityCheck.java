package dev.telltale.embedded.registry;

import dev.telltale.schemas.registry.Compatibility;

import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

import java.util.List;
import java.util.Optional;

/** Whether a new schema may follow those before it. */
final class CompatibilityCheck {
    private CompatibilityCheck() {}

    /**
     * Why not; empty: it may.
     *
     * @param before those before, oldest first
     */
    static Optional<String> refusal(Compatibility level, Schema next, List<StoredSchema> before) {
        var considered = isTransitive(level) || before.isEmpty() ? before : List.of(before.getLast());
        for (var earlier : considered.reversed()) {
            var schema = SchemaText.parsed(earlier.schema());
            var refusal = refusal(level, next, schema);
            if (refusal.isPresent()) {
                return refusal.map(reason -> "version " + earlier.version() + ": " + reason);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> refusal(Compatibility level, Schema next, Schema earlier) {
        return switch (level) {
            case NONE -> Optional.empty();
            case BACKWARD, BACKWARD_TRANSITIVE -> unreadable(next, earlier);
            case FORWARD, FORWARD_TRANSITIVE -> unreadable(earlier, next);
            case FULL, FULL_TRANSITIVE -> unreadable(next, earlier).or(() -> unreadable(earlier, next));
        };
    }

    private static boolean isTransitive(Compatibility level) {
        return level.name().endsWith("TRANSITIVE");
    }

    private static Optional<String> unreadable(Schema reader, Schema writer) {
        var match = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (match.getType() == SchemaCompatibilityType.COMPATIBLE) {
            return Optional.empty();
        }
        var first = match.getResult().getIncompatibilities().getFirst();
        return Optional.of(first.getType() + " at " + first.getLocation() + ": " + first.getMessage());
    }
}
