package dev.telltale.kit.config;

import dev.telltale.kit.config.ConfigKeys.ConfigKey;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the configuration: command line before system properties before environment before file before defaults. */
public final class ConfigLoader {
    private static final String HIDDEN = "******";
    /** How SmallRye wraps the name that we gave to a source. */
    private static final Pattern SOURCE = Pattern.compile("\\w+\\[source=(.*)]");

    private ConfigLoader() {}

    /**
     * The configuration.
     *
     * @throws RefusedConfigException with every fault
     */
    public static LoadedConfig load(ConfigInputs inputs) {
        var keys = ConfigKeys.of(TelltaleConfig.class);
        var faults = new ArrayList<>(new UnknownKeys(keys).faults(inputs));
        var source = source(inputs, keys);
        var none = ConfigInputs.of(Map.of());
        var defaults = new RecordBinder(source(none, keys), new MapKeys(none), null);
        var binder = new RecordBinder(source, new MapKeys(inputs), defaults);
        var config = binder.bind(TelltaleConfig.class, ConfigKeys.ROOT);
        faults.addAll(binder.faults());
        if (config == null || !faults.isEmpty()) {
            throw new RefusedConfigException(faults);
        }
        return new LoadedConfig(config, origins(source, keys, new MapKeys(inputs)));
    }

    private static SmallRyeConfig source(ConfigInputs inputs, List<ConfigKey> keys) {
        var defaults = new LinkedHashMap<String, String>();
        keys.stream().filter(key -> !key.setting().def().isEmpty())
                .forEach(key -> defaults.put(key.name(), key.setting().def()));
        return new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new NamedSource(inputs.commandLine(), "command line", 500),
                        new NamedSource(inputs.systemProperties(), "system property", 400),
                        new EnvConfigSource(inputs.environment(), 300),
                        new NamedSource(inputs.file(), inputs.fileName(), 200),
                        new NamedSource(defaults, "default", 100))
                .build();
    }

    private static List<SettingOrigin> origins(SmallRyeConfig source, List<ConfigKey> keys, MapKeys mapKeys) {
        var origins = new ArrayList<SettingOrigin>();
        for (var key : keys) {
            if (key.isMap()) {
                mapKeys.under(key.name()).forEach(name -> origins.add(origin(source, key, key.name() + "." + name)));
            } else {
                origins.add(origin(source, key, key.name()));
            }
        }
        return List.copyOf(origins);
    }

    private static SettingOrigin origin(SmallRyeConfig source, ConfigKey key, String name) {
        var value = source.getConfigValue(name);
        var text = value.getValue() == null ? "" : value.getValue();
        var from = value.getConfigSourceName() == null
                ? "default"
                : SOURCE.matcher(value.getConfigSourceName()).replaceFirst("$1");
        var hidden = key.setting().secret() && !text.isEmpty();
        return new SettingOrigin(name, hidden ? HIDDEN : text,
                from.equals(EnvConfigSource.NAME) ? "environment" : from, key.setting().doc());
    }

    /** The configuration that only the given settings and the defaults make, as tests want it. */
    public static TelltaleConfig of(Map<String, String> settings) {
        return load(ConfigInputs.of(settings)).config();
    }
}
