package dev.telltale.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A service in a process of its own that ends again and again, and is started again, as a supervisor would. Its main class takes
 * a word that says what is to happen to it, and then key=value of each setting.
 *
 * @param main the class with the main method, on the class path of this process
 * @param mishap the word
 * @param settings its configuration
 * @param folder takes what it prints, and what the virtual machine writes when it crashes
 * @param before words in front of the command, a limit on its memory for example
 */
public record FragileService(Class<?> main, String mishap, Map<String, String> settings, Path folder,
        List<String> before) {
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final int MOST_DEATHS = 5;

    /** The settings among the words that the main class is given. */
    public static Map<String, String> settings(List<String> words) {
        Map<String, String> settings = new HashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                settings.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return settings;
    }

    /**
     * Runs it until something is so.
     *
     * @param patience for each process
     * @return how often it has ended by itself before that
     */
    public int deathsUntil(BooleanSupplier done, Duration patience) throws InterruptedException {
        for (int deaths = 0; deaths <= MOST_DEATHS; deaths++) {
            Process process = start();
            try {
                if (survives(process, done, patience)) {
                    return deaths;
                }
            } finally {
                process.destroy();
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            }
        }
        throw new AssertionError("ended more than " + MOST_DEATHS + " times; printed:\n" + printed());
    }

    private boolean survives(Process process, BooleanSupplier done, Duration patience) throws InterruptedException {
        for (long looks = patience.dividedBy(LOOK); looks > 0; looks--) {
            if (process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            if (done.getAsBoolean()) {
                return true;
            }
        }
        throw new AssertionError("not done after " + patience + "; printed:\n" + printed());
    }

    private Process start() {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("hs_err_%p.log"), "--enable-native-access=ALL-UNNAMED",
                main.getName(), mishap));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path output() {
        return folder.resolve("printed.txt");
    }

    private String printed() {
        try {
            return Files.readString(output());
        } catch (IOException e) {
            return e.toString();
        }
    }
}
