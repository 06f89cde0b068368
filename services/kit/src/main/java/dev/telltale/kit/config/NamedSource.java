package dev.telltale.kit.config;

import io.smallrye.config.common.MapBackedConfigSource;

import java.util.Map;

/** A source whose name is what a person calls it. */
final class NamedSource extends MapBackedConfigSource {
    private static final long serialVersionUID = 1L;

    NamedSource(Map<String, String> values, String name, int ordinal) {
        super(name, values, ordinal);
    }
}
