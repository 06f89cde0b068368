package dev.telltale.local.doctor;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The machine: Java, cores, memory, disk, ports. */
public final class MachineChecks {
    private static final long GIB = 1L << 30;
    /** Below this much memory faces and scoring do not fit beside a broker. */
    private static final long LEAST_MEMORY = 3 * GIB;
    /** An hour of packets of ten streams at 3 MB/s. */
    private static final long LEAST_DISK = 5 * GIB;

    private MachineChecks() {}

    /** All of them; {@code dataDir} is where data will be kept. */
    public static List<Finding> all(Path dataDir, List<Integer> ports) {
        List<Finding> findings = new java.util.ArrayList<>(List.of(java(), cores(), memory(), disk(dataDir)));
        ports.forEach(port -> findings.add(port(port)));
        return List.copyOf(findings);
    }

    private static Finding java() {
        return Finding.ok("java", "%s %s (%s) on %s %s".formatted(System.getProperty("java.vm.name"), Runtime.version(),
                System.getProperty("java.home"), System.getProperty("os.name"), System.getProperty("os.arch")));
    }

    private static Finding cores() {
        int cores = Runtime.getRuntime().availableProcessors();
        return cores >= 2
                ? Finding.ok("cores", Integer.toString(cores))
                : Finding.warning("cores", cores + "; two or more let decoding and scoring run side by side");
    }

    private static Finding memory() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long total = system.getTotalMemorySize();
        String text = "%s, %s free, heap up to %s".formatted(gib(total), gib(system.getFreeMemorySize()),
                gib(Runtime.getRuntime().maxMemory()));
        return total >= LEAST_MEMORY
                ? Finding.ok("memory", text)
                : Finding.warning("memory",
                        text + "; " + gib(LEAST_MEMORY) + " or more is what all services together need");
    }

    private static Finding disk(Path dataDir) {
        Path existing = dataDir.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            String text = gib(free) + " free for " + dataDir;
            if (!Files.isWritable(existing)) {
                return Finding.error("disk", existing + " cannot be written");
            }
            return free >= LEAST_DISK
                    ? Finding.ok("disk", text)
                    : Finding.warning("disk", text + "; " + gib(LEAST_DISK) + " hold an hour of ten streams");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Finding port(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return Finding.ok("port " + port, "free");
        } catch (IOException e) {
            return Finding.warning("port " + port,
                    "taken; `telltale up` would refuse to start there unless it is its own");
        }
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIB);
    }
}
