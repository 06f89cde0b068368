package dev.telltale.kit.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects what a record's compact constructor has against its values, so that a person hears all of it at once. */
public final class Rules {
    private final List<String> faults = new ArrayList<>();

    /** Begins with no fault. */
    public static Rules check() {
        return new Rules();
    }

    /**
     * A rule of its own.
     *
     * @param holds whether it is kept
     * @param key the component's key within its record, kebab case
     * @param value what it is
     * @param rule what it must be: "must be above close-at (0.6)"
     */
    public Rules that(boolean holds, String key, Object value, String rule) {
        if (!holds) {
            faults.add(key + " " + rule + ", got: " + value);
        }
        return this;
    }

    /** More than nothing. */
    public Rules positive(String key, Duration value) {
        return that(value.isPositive(), key, value.toMillis() + "ms", "must be longer than zero");
    }

    /** Within bounds, both included. */
    public Rules between(String key, double value, double low, double high) {
        return that(value >= low && value <= high, key, value, "must be from " + low + " to " + high);
    }

    /** Within bounds, both included. */
    public Rules between(String key, long value, long low, long high) {
        return that(value >= low && value <= high, key, value, "must be from " + low + " to " + high);
    }

    /** Not blank. */
    public Rules given(String key, String value) {
        return that(!value.isBlank(), key, "'" + value + "'", "must not be empty");
    }

    /** Throws if there was a fault. */
    public void done() {
        if (!faults.isEmpty()) {
            throw new RefusedConfigException(faults);
        }
    }
}
