package dev.telltale.ingest.fault;

import dev.telltale.vision.media.TestFfmpeg;
import dev.telltale.vision.media.TestVideo;

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
import java.util.concurrent.TimeUnit;

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
        shouldLeaveNothingBehind(40, 100);
    }

    @Tag("long")
    @Test
    void shouldLeaveNothingBehindInAThousandReconnects() throws Exception {
        shouldLeaveNothingBehind(100, 1000);
    }

    private void shouldLeaveNothingBehind(int first, int last) throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/fd")), "skipped: no /proc to count open files in");
        // Given clips of a second, of which every other connection gives one half
        Map<String, Path> clips = clips();

        // When
        long begun = System.nanoTime();
        List<String> lines = run(clips, first, last);

        // Then
        for (String scheme : clips.keySet()) {
            List<Held> held = said(lines, "held " + scheme).stream().map(Held::of).toList();
            System.out.printf("reconnects scheme=%s after%d=%s after%d=%s%n", scheme, first, held.getFirst(), last,
                    held.getLast());
            assertThat(held).hasSize(2);
            assertThat(held.getLast().files()).as(scheme).isLessThanOrEqualTo(held.getFirst().files());
            assertThat(held.getLast().threads()).as(scheme)
                    .isLessThanOrEqualTo(held.getFirst().threads() + MOST_THREADS);
            assertThat(held.getLast().counted()).as(scheme).isLessThan(held.getFirst().counted() + MOST_COUNTED);
            assertThat(held.getLast().kibibytes()).as(scheme)
                    .isLessThan(held.getFirst().kibibytes() + MOST_KIBIBYTES);
            // Every clip that came to its end is in a record.
            assertThat(Integer.parseInt(said(lines, "windows " + scheme).getFirst())).isGreaterThanOrEqualTo(last / 2);
        }
        System.out.printf("reconnects count=%d seconds=%d%n", clips.size() * last,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
    }

    private Map<String, Path> clips() {
        Map<String, Path> clips = new LinkedHashMap<>();
        clips.put("rtsp", TestVideo.of(1).gop(5).write(folder.resolve("clip.mp4")));
        try {
            clips.put("rtmp", TestFfmpeg.make(folder.resolve("clip.flv"),
                    "-f lavfi -i testsrc2=s=320x240:r=25:d=1 -c:v libx264 -preset ultrafast -g 5"));
        } catch (TestAbortedException absent) {
            System.out.println("reconnects without rtmp: " + absent.getMessage());
        }
        clips.put("http", TestVideo.of(1).codec("mpeg2video").gop(5).write(folder.resolve("clip.ts")));
        return clips;
    }

    private static List<String> said(List<String> lines, String begin) {
        return lines.stream().filter(line -> line.startsWith(begin + " "))
                .map(line -> line.substring(begin.length() + 1)).toList();
    }

    private List<String> run(Map<String, Path> clips, int first, int last) throws IOException, InterruptedException {
        Path printed = folder.resolve("printed.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms96m", "-Xmx96m",
                "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", ReconnectsProcess.class.getName(), folder.toString(),
                Integer.toString(first), Integer.toString(last)));
        for (Map.Entry<String, Path> clip : clips.entrySet()) {
            command.addAll(List.of(clip.getKey(), clip.getValue().toString(),
                    Long.toString(Files.size(clip.getValue()) / 2)));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        // One heap of native code: what one thread frees another uses again.
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(60 + last, TimeUnit.SECONDS);
            String said = Files.readString(printed);
            assertThat(ended && process.exitValue() == 0).as("%s", said.substring(Math.max(0, said.length() - 4000)))
                    .isTrue();
            return said.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
