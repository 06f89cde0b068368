package dev.telltale.topology.simulation;

import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Finds where two lists of records differ; numbers are the same up to rounding. */
final class Same {
    private static final double TOLERANCE = 1e-9;

    private final Set<String> ignored;
    private final List<String> differences = new ArrayList<>();

    private Same(Set<String> ignored) {
        this.ignored = ignored;
    }

    static List<String> differences(List<? extends SpecificRecord> actual, List<? extends SpecificRecord> expected,
            String... ignored) {
        var same = new Same(Set.of(ignored));
        same.compare("", actual, expected);
        return same.differences;
    }

    private void compare(String path, @Nullable Object actual, @Nullable Object expected) {
        if (actual instanceof IndexedRecord a && expected instanceof IndexedRecord e) {
            for (var field : a.getSchema().getFields()) {
                if (!ignored.contains(field.name())) {
                    compare(path + "." + field.name(), a.get(field.pos()), e.get(field.pos()));
                }
            }
        } else if (actual instanceof List<?> a && expected instanceof List<?> e) {
            for (int i = 0; i < Math.min(a.size(), e.size()); i++) {
                compare(path + "[" + i + "]", a.get(i), e.get(i));
            }
            if (a.size() != e.size()) {
                differences.add(path + ": " + a.size() + " elements, expected " + e.size());
            }
        } else if (!equal(actual, expected)) {
            differences.add(path + ": " + actual + ", expected " + expected);
        }
    }

    private static boolean equal(@Nullable Object actual, @Nullable Object expected) {
        return (actual instanceof Double a && expected instanceof Double e)
                ? Math.abs(a - e) <= TOLERANCE * Math.max(1, Math.abs(e))
                : Objects.equals(actual, expected);
    }
}
