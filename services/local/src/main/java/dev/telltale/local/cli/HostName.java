package dev.telltale.local.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine calls itself, written as an instance may be called. */
final class HostName {
    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");
    private static final int LONGEST = 100;

    private HostName() {}

    /** The machine's name; "local" where it has none. */
    static String asInstance() {
        return asInstance(found());
    }

    static String asInstance(String name) {
        String allowed = name.strip().replaceAll("[^A-Za-z0-9._-]+", "-");
        String shortened = allowed.substring(0, Math.min(LONGEST, allowed.length()));
        return shortened.isEmpty() ? "local" : shortened;
    }

    /** Linux says it also where no name server knows it. */
    private static String found() {
        try {
            return Files.isReadable(LINUX) ? Files.readString(LINUX) : InetAddress.getLocalHost().getHostName();
        } catch (IOException unknown) {
            return "";
        }
    }
}
