package dev.telltale.ingest.fault;

import org.bytedeco.javacpp.Pointer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What a process holds. Of memory only what is not Java's heap can grow where the heap is of one size and touched from the start.
 *
 * @param files open files and sockets
 * @param threads platform threads
 * @param kibibytes anonymous memory that is resident (proc(5), RssAnon)
 * @param counted bytes that JavaCPP's pointers own
 */
record Held(long files, int threads, long kibibytes, long counted) {
    private static final int LOOKS = 4;
    private static final Duration BETWEEN = Duration.ofMillis(30);

    /** What this process holds now that nothing goes on: the least of several looks, since whoever has hung up lets go in a while. */
    static Held atRest() {
        return Stream.generate(Held::now).limit(LOOKS).reduce(Held::least).orElseThrow();
    }

    private static Held now() {
        LockSupport.parkNanos(BETWEEN.toNanos());
        System.gc();
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return new Held(files.count(), ManagementFactory.getThreadMXBean().getThreadCount(), anonymous(),
                    Pointer.totalBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Held least(Held other) {
        return new Held(Math.min(files, other.files), Math.min(threads, other.threads),
                Math.min(kibibytes, other.kibibytes), Math.min(counted, other.counted));
    }

    private static long anonymous() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }

    /** As words for another process. */
    String words() {
        return files + " " + threads + " " + kibibytes + " " + counted;
    }

    static Held of(String words) {
        String[] parts = words.split(" ", -1);
        return new Held(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]),
                Long.parseLong(parts[3]));
    }
}
