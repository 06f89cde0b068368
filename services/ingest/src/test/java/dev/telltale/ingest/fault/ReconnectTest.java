package dev.telltale.ingest.fault;

import dev.telltale.ingest.fault.Pace.Span;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A source that breaks off and comes back, again and again: no file, no thread and no memory is left behind. */
class ReconnectTest {
    /** Growth of native memory that is none: the JVM goes on compiling and loading classes. */
    private static final long MOST_KIBIBYTES = 8 << 10;
    private static final long MOST_COUNTED = 64 << 10;
    private static final int MOST_THREADS = 2;

    @TempDir
    Path folder;

    @Test
    void shouldLeaveNothingBehindInAHundredReconnects() throws Exception {
        shouldLeaveNothingBehind(Pace::brief);
    }

    @Tag("long")
    @Test
    void shouldLeaveNothingBehindInAThousandReconnects() throws Exception {
        shouldLeaveNothingBehind(pace -> Optional.of(pace.thorough()));
    }

    private void shouldLeaveNothingBehind(Function<Pace, Optional<Span>> often) throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/fd")), "skipped: no /proc to count open files in");
        // Given clips of a second, of which every other connection gives one half
        Map<Kind, Span> spans = new LinkedHashMap<>();
        Kind.ALL.forEach(kind -> often.apply(kind.pace()).ifPresent(span -> spans.put(kind, span)));
        Map<Kind, Path> clips = clips(spans.keySet());

        // When
        long begun = System.nanoTime();
        List<String> lines = run(clips, spans);

        // Then
        System.out.printf("reconnects seconds=%d%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
        for (Kind kind : clips.keySet()) {
            shouldHoldNoMore(kind, requireNonNull(spans.get(kind)), lines);
        }
    }

    private static void shouldHoldNoMore(Kind kind, Span span, List<String> lines) {
        List<Held> held = said(lines, "held " + kind.name()).stream().map(Held::of).toList();
        assertThat(held).as("%s", kind.name()).hasSize(2);
        Held before = held.getFirst();
        Held after = held.getLast();
        System.out.printf("reconnects kind=%s after%d=%s after%d=%s%n", kind.name(), span.first(), before, span.last(),
                after);
        assertThat(after.files()).as("files of %s", kind.name()).isLessThanOrEqualTo(before.files());
        assertThat(after.threads()).as("threads of %s", kind.name())
                .isLessThanOrEqualTo(before.threads() + MOST_THREADS);
        assertThat(after.counted()).as("pointers of %s", kind.name()).isLessThan(before.counted() + MOST_COUNTED);
        assertThat(after.kibibytes()).as("memory of %s", kind.name()).isLessThan(before.kibibytes() + MOST_KIBIBYTES);
        // Every clip that came to its end is in a record.
        assertThat(Integer.parseInt(said(lines, "windows " + kind.name()).getFirst())).as("windows of %s", kind.name())
                .isGreaterThanOrEqualTo(span.last() / 2);
    }

    private Map<Kind, Path> clips(Set<Kind> kinds) throws Exception {
        Map<Kind, Path> clips = new LinkedHashMap<>();
        for (Kind kind : kinds) {
            try {
                clips.put(kind, kind.clip().apply(folder));
            } catch (TestAbortedException absent) {
                System.out.println("reconnects without " + kind.name() + ": " + absent.getMessage());
            }
        }
        return clips;
    }

    private static List<String> said(List<String> lines, String begin) {
        return lines.stream().filter(line -> line.startsWith(begin + " "))
                .map(line -> line.substring(begin.length() + 1)).toList();
    }

    private List<String> run(Map<Kind, Path> clips, Map<Kind, Span> spans)
            throws IOException, InterruptedException {
        Path printed = folder.resolve("printed.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms96m", "-Xmx96m",
                "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", ReconnectsProcess.class.getName(), folder.toString()));
        int connections = 0;
        for (Map.Entry<Kind, Path> clip : clips.entrySet()) {
            Span span = requireNonNull(spans.get(clip.getKey()));
            connections += span.last();
            command.addAll(List.of(clip.getKey().name(), clip.getValue().toString(), Integer.toString(span.first()),
                    Integer.toString(span.last())));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        // One heap of native code: what one thread frees another uses again.
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(60 + connections, TimeUnit.SECONDS);
            String said = Files.readString(printed);
            assertThat(ended && process.exitValue() == 0).as("%s", said.substring(Math.max(0, said.length() - 4000)))
                    .isTrue();
            return said.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
