package dev.telltale.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The command as a process of its own, and all that it prints. */
final class TelltaleProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** The promise: within ten seconds of a SIGTERM or Ctrl-C. */
    private static final Duration STOP = Duration.ofSeconds(10);

    /** The first JDK that does. */
    private static final int WARNS_OF_UNSAFE = 23;

    private final Process process;
    private final Path printed;

    private TelltaleProcess(Process process, Path printed) {
        this.process = process;
        this.printed = printed;
    }

    /** Starts it with the class path of this test; what it prints goes to a new file in {@code folder}. */
    static TelltaleProcess start(Path folder, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx768m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-Xlog:disable",
                "-Xlog:all=error:stderr"));
        // As the launcher does it: Kafka's clients use what newer JDKs warn of.
        if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("dev.telltale.local.cli.Main");
        command.addAll(List.of(words));
        Path printed = Files.createTempFile(folder, "printed", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return new TelltaleProcess(builder.start(), printed);
    }

    /** All that it has printed so far, both streams. */
    String printed() {
        try {
            return Files.readString(printed);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until it prints something, and returns the first group of it. */
    String awaitPrinted(String regex) {
        Pattern pattern = Pattern.compile(regex);
        await("'" + regex + "'").atMost(PATIENCE).until(() -> {
            assertThat(process.isAlive()).as("still runs, printed: %s", printed()).isTrue();
            return pattern.matcher(printed()).find();
        });
        var found = pattern.matcher(printed());
        assertThat(found.find()).isTrue();
        return found.groupCount() > 0 ? found.group(1) : found.group();
    }

    /** Waits until it ends by itself, and returns the exit code. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).as("ends, printed: %s", printed())
                .isTrue();
        return process.exitValue();
    }

    /** The processes that it has started. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** Sends SIGTERM, waits no longer than was promised, and returns the exit code. */
    int stop() throws InterruptedException {
        List<ProcessHandle> children = children();
        process.destroy();
        assertThat(process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)).as("stops within %s", STOP).isTrue();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        return process.exitValue();
    }

    /** Ends it by force, and what it has started. */
    @Override
    public void close() {
        children().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
