package dev.telltale.local.cli;

import picocli.CommandLine.Help.Ansi;

import java.nio.charset.StandardCharsets;

/** What the other end of our output can show. Java cannot tell; the launcher can, and says so by system properties. */
final class Terminal {
    private Terminal() {}

    /** Whether a person looks at standard error: then there is a progress bar. */
    static boolean showsProgress() {
        return Boolean.getBoolean("launcher.terminal.err") && !"dumb".equals(System.getenv("TERM"));
    }

    /** Colours where a person looks at standard output and has not set NO_COLOR (no-color.org). */
    static Ansi ansi() {
        String noColor = System.getenv("NO_COLOR");
        boolean wanted = noColor == null || noColor.isEmpty();
        return wanted && Boolean.getBoolean("launcher.terminal.out") && !"dumb".equals(System.getenv("TERM"))
                ? Ansi.ON
                : Ansi.OFF;
    }

    /** Whether block characters arrive as such. */
    static boolean isUnicode() {
        return StandardCharsets.UTF_8.name().equalsIgnoreCase(System.getProperty("stdout.encoding", ""));
    }
}
