package dev.telltale.local.cli;

import dev.telltale.detectors.inference.OrtLibrary;
import dev.telltale.kit.config.ConfigInputs;
import dev.telltale.kit.config.ConfigLoader;
import dev.telltale.kit.config.LoadedConfig;
import dev.telltale.kit.config.RefusedConfigException;
import dev.telltale.kit.config.SettingOrigin;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Options with which every command takes its configuration. */
final class SettingsOptions {
    static final String INSTANCE = "telltale.instance";
    static final String STORE = "telltale.models.store";
    private static final String ROOT = "telltale.";
    static final String BOOTSTRAP = "telltale.kafka.bootstrap-servers";
    private static final String REGISTRY = "telltale.registry.url";

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration file; telltale.properties in the working directory where none is named.")
    private @Nullable Path file;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One setting; may be repeated. `telltale doctor --settings` lists all.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "The Kafka cluster to use.")
    private @Nullable String bootstrapServers;

    @Option(names = "--registry", paramLabel = "URL", description = "The schema registry to use.")
    private @Nullable String registry;

    /** The configuration; {@code more} are full keys that go before everything else. */
    LoadedConfig load(Map<String, String> more) {
        Map<String, String> commandLine = full();
        commandLine.putAll(more);
        try {
            LoadedConfig loaded = ConfigLoader.load(ConfigInputs.ofProcess(commandLine, Optional.ofNullable(file)));
            OrtLibrary.keepIn(loaded.config().cacheDir());
            return loaded;
        } catch (RefusedConfigException refused) {
            throw new CliException(ExitCode.USAGE, String.join("; ", refused.faults()), refused);
        } catch (UncheckedIOException unreadable) {
            throw new CliException(ExitCode.USAGE, String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    /** What the command line says, by full keys; the file is not among it. */
    Map<String, String> full() {
        Map<String, String> commandLine = new HashMap<>();
        settings.forEach((key, value) -> commandLine.put(key.startsWith(ROOT) ? key : ROOT + key, value));
        put(commandLine, BOOTSTRAP, bootstrapServers);
        put(commandLine, REGISTRY, registry);
        return commandLine;
    }

    /** The words that name the file to another process. */
    List<String> fileArguments() {
        return file == null ? List.of() : List.of("--config", file.toAbsolutePath().toString());
    }

    /** The configuration. */
    LoadedConfig load() {
        return load(Map.of());
    }

    /** Whether a broker was named anywhere: then none is started here. */
    static boolean namesBroker(LoadedConfig loaded) {
        return origin(loaded, BOOTSTRAP).isPresent();
    }

    /** Who set a key: command line, environment, a file's name; empty where nobody did. */
    static Optional<String> origin(LoadedConfig loaded, String key) {
        return loaded.origins().stream().filter(origin -> origin.key().equals(key)).map(SettingOrigin::source)
                .filter(source -> !source.equals("default")).findFirst();
    }

    private static void put(Map<String, String> settings, String key, @Nullable String value) {
        if (value != null) {
            settings.put(key, value);
        }
    }
}
