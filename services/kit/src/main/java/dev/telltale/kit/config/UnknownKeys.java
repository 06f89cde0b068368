package dev.telltale.kit.config;

import dev.telltale.kit.config.ConfigKeys.ConfigKey;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds keys that nobody reads: a mistyped key that is quietly ignored costs a night. */
final class UnknownKeys {
    /** Under our root, and no setting: where the tests find shared clips, where the launcher lives, how it starts Java. */
    private static final Set<String> OTHERS = Set.of("telltale.shared", "telltale.home", "telltale.cluster",
            "TELLTALE_SHARED", "TELLTALE_HOME", "TELLTALE_CLUSTER", "TELLTALE_MAVEN_OPTS", "TELLTALE_JAVA_OPTS");
    private static final int NEAR = 4;

    private final List<ConfigKey> keys;

    UnknownKeys(List<ConfigKey> keys) {
        this.keys = keys;
    }

    List<String> faults(ConfigInputs inputs) {
        var faults = new ArrayList<String>();
        strangers(inputs.commandLine().keySet(), "command line", faults);
        strangers(ours(inputs.systemProperties().keySet(), ConfigKeys.ROOT + "."), "system property", faults);
        strangers(inputs.file().keySet(), inputs.fileName(), faults);
        environmentStrangers(ours(inputs.environment().keySet(), "TELLTALE_"), faults);
        return faults;
    }

    private static List<String> ours(Collection<String> names, String prefix) {
        return names.stream().filter(name -> name.startsWith(prefix) && !OTHERS.contains(name)).toList();
    }

    private void strangers(Collection<String> names, String source, List<String> faults) {
        names.stream().sorted().filter(name -> keys.stream().noneMatch(key -> matches(key, name)))
                .forEach(name -> faults.add(fault(name, source, near(name, ConfigKey::name))));
    }

    private void environmentStrangers(Collection<String> names, List<String> faults) {
        names.stream().sorted().filter(name -> keys.stream().noneMatch(key -> matchesEnvironment(key, name)))
                .forEach(name -> faults.add(fault(name, "environment", near(name, ConfigKey::environmentName))));
    }

    private static boolean matches(ConfigKey key, String name) {
        return key.isMap() ? name.startsWith(key.name() + ".") : name.equals(key.name());
    }

    private static boolean matchesEnvironment(ConfigKey key, String name) {
        return key.isMap() ? name.startsWith(key.environmentName() + "_") : name.equals(key.environmentName());
    }

    private static String fault(String name, String source, Optional<String> near) {
        return name + " (" + source + ") is no setting; " + near.map(key -> "did you mean " + key + "? ").orElse("")
                + "`telltale doctor --settings` lists all";
    }

    private Optional<String> near(String name, java.util.function.Function<ConfigKey, String> form) {
        var wanted = name.toLowerCase(Locale.ROOT);
        return keys.stream().map(form)
                .min(Comparator.comparingInt(key -> EditDistance.between(key.toLowerCase(Locale.ROOT), wanted)))
                .filter(key -> EditDistance.between(key.toLowerCase(Locale.ROOT), wanted) <= NEAR);
    }
}
