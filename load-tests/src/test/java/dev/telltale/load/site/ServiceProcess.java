package dev.telltale.load.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** {@code telltale run SERVICE} in a JVM of its own that can be killed, frozen and started again under the same name. */
public final class ServiceProcess implements AutoCloseable {
    private final String service;
    private final Path settings;
    private final Path log;
    private Process process;

    ServiceProcess(String service, Map<String, String> properties, Path folder) {
        this.service = service;
        this.settings = folder.resolve(service + ".properties");
        this.log = folder.resolve(service + ".log");
        Properties file = new Properties();
        file.putAll(properties);
        try (Writer writer = Files.newBufferedWriter(settings)) {
            file.store(writer, service);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.process = launch();
    }

    public String service() {
        return service;
    }

    long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** kill -9, then a new process of the same name. */
    public void killAndRestart() throws InterruptedException {
        process.destroyForcibly().waitFor();
        process = launch();
    }

    /** SIGSTOP for a time, then SIGCONT. */
    public void freeze(Duration time) throws IOException, InterruptedException {
        signal("STOP");
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } finally {
            signal("CONT");
        }
    }

    /** The last lines it logged, for a failed drill. */
    public String tail() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    private void signal(String name) throws IOException, InterruptedException {
        int result = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor();
        if (result != 0) {
            throw new IOException("kill -" + name + " failed for " + service);
        }
    }

    private Process launch() {
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        // The same compilers as this JVM: drills start fast, figures run fast.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:Tiered")).forEach(words::add);
        words.addAll(List.of("dev.telltale.local.cli.Main", "run", service, "--config", settings.toString()));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // By environment: a command line as long as our class path crashes ONNX Runtime.
        builder.environment().put("CLASSPATH",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
