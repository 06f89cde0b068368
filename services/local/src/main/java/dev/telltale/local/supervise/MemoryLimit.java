package dev.telltale.local.supervise;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Bounds what a child may allocate, natively too, where util-linux' prlimit is there to ask the kernel for it: a decoder that
 * takes all it gets then ends its own process before it takes the machine's memory from the others.
 */
final class MemoryLimit {
    /** Of the JVM itself beside heap and decoders: code, class data, stacks. A faces child at work has 1.2 GiB of data in all. */
    private static final long JVM_MEBIBYTES = 1024;
    /** Native memory of decoders and networks, as a multiple of the heap. */
    private static final long NATIVE = 3;

    private MemoryLimit() {}

    /** The words before a command that bound its data to the heap's size and what comes with it; none without prlimit. */
    static List<String> words(int heapMebibytes) {
        long bytes = ((1 + NATIVE) * heapMebibytes + JVM_MEBIBYTES) << 20;
        return prlimit().map(path -> List.of(path.toString(), "--data=" + bytes, "--core=0")).orElse(List.of());
    }

    private static Optional<Path> prlimit() {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "prlimit")).filter(Files::isExecutable).findFirst();
    }
}
