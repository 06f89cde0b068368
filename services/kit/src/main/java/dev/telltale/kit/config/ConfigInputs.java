package dev.telltale.kit.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What is said from outside, the strongest first. Full keys, {@code telltale.kafka.bootstrap-servers}; the environment
 * in its own form, {@code TELLTALE_KAFKA_BOOTSTRAP_SERVERS}.
 *
 * @param commandLine what the command line says
 * @param systemProperties of the JVM
 * @param environment of the process
 * @param file content of the file
 * @param fileName what to call the file
 */
public record ConfigInputs(Map<String, String> commandLine, Map<String, String> systemProperties,
        Map<String, String> environment, Map<String, String> file, String fileName) {
    /** Read from the working directory where no other file is named. */
    public static final Path DEFAULT_FILE = Path.of("telltale.properties");

    /** Copies. */
    public ConfigInputs {
        commandLine = Map.copyOf(commandLine);
        systemProperties = Map.copyOf(systemProperties);
        environment = Map.copyOf(environment);
        file = Map.copyOf(file);
    }

    /** Nothing but these, as tests want it. */
    public static ConfigInputs of(Map<String, String> commandLine) {
        return new ConfigInputs(commandLine, Map.of(), Map.of(), Map.of(), "");
    }

    /**
     * This process: its properties, its environment and a file.
     *
     * @param file must be there; empty: {@link #DEFAULT_FILE} where it is there
     */
    public static ConfigInputs ofProcess(Map<String, String> commandLine, Optional<Path> file) {
        var system = new HashMap<String, String>();
        var properties = System.getProperties();
        properties.stringPropertyNames().forEach(name -> system.put(name, properties.getProperty(name)));
        var name = file.orElse(DEFAULT_FILE);
        var content = file.isPresent() || Files.exists(name) ? read(name) : Map.<String, String>of();
        return new ConfigInputs(commandLine, system, System.getenv(), content, name.toString());
    }

    private static Map<String, String> read(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read configuration file " + file, unreadable);
        }
        var content = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(key -> content.put(key, properties.getProperty(key)));
        return content;
    }
}
