package dev.telltale.load.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel's high-water mark of a process's resident set (proc(5), VmHWM). */
final class PeakMemory {
    private PeakMemory() {}

    static long mebibytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst().orElseThrow();
    }
}
