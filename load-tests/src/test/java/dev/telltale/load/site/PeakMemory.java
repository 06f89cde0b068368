package dev.telltale.load.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel's high-water mark of a process's resident set (proc(5), VmHWM). */
public final class PeakMemory {
    /** Sets the mark of this process back to what it holds now (proc(5), clear_refs). */
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");

    private PeakMemory() {}

    /** Most that a process has held, MiB. */
    public static long mebibytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst().orElseThrow();
    }

    /** Whether {@link #restart} works here. */
    public static boolean canRestart() {
        return Files.isWritable(CLEAR);
    }

    /** Begins anew in this process; returns what it holds now, MiB. */
    public static long restart() throws IOException {
        Files.writeString(CLEAR, "5");
        return mebibytes(ProcessHandle.current().pid());
    }
}
