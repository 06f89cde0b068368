package dev.telltale.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The version of this build, stamped into dead letters and shown by {@code --version}. */
public final class AppVersion {
    private static final String CURRENT = read();

    private AppVersion() {}

    /** For example {@code 0.1.0-SNAPSHOT}. */
    public static String current() {
        return CURRENT;
    }

    private static String read() {
        try (var in = Objects.requireNonNull(AppVersion.class.getResourceAsStream("version.properties"))) {
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read version.properties from the jar", unreadable);
        }
    }
}
