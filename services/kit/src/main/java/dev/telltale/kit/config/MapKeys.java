package dev.telltale.kit.config;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** The open ends of the tree: which names were given under a key whose last segment is free. */
final class MapKeys {
    private final ConfigInputs inputs;

    MapKeys(ConfigInputs inputs) {
        this.inputs = inputs;
    }

    /** Names below {@code key}. An underscore of the environment is a dot, as in all of Kafka's own names. */
    SortedSet<String> under(String key) {
        var names = new TreeSet<String>();
        for (var given : java.util.List.of(inputs.commandLine(), inputs.systemProperties(), inputs.file())) {
            given.keySet().stream().filter(name -> name.startsWith(key + "."))
                    .forEach(name -> names.add(name.substring(key.length() + 1)));
        }
        var prefix = key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT) + "_";
        inputs.environment().keySet().stream().filter(name -> name.startsWith(prefix)).forEach(
                name -> names.add(name.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '.')));
        return names;
    }
}
