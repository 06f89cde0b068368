package dev.telltale.detectors.packages;

import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;

/** Name and version of a model package: what a plan asks for. */
public record PackageId(String name, String version) {
    /** Older versions first, number by number: 1.9.0 comes before 1.10.0. */
    public static final Comparator<PackageId> BY_VERSION = (one, other) -> Arrays.compare(one.numbers(),
            other.numbers());

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}(@[a-z]{1,16})?");
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}");

    public PackageId {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a model's name is lower-case letters, digits and '-', got: '" + name + "'");
        }
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("a model's version is like 1.0.0, got: '" + version + "'");
        }
    }

    private int[] numbers() {
        return Arrays.stream(version.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
    }

    @Override
    public String toString() {
        return name + "@" + version;
    }
}
