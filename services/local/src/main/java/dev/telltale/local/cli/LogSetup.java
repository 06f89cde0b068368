package dev.telltale.local.cli;

import java.nio.file.Path;

/** Where logs go; must be called before the first logger is made. The two files lie in our resources. */
final class LogSetup {
    private static final String CONFIGURATION = "logback.configurationFile";

    private LogSetup() {}

    /** Nothing but errors that nobody reports otherwise, to standard error; everything with {@code --debug}. */
    static void quiet(boolean debug) {
        use("logback-terminal.xml", debug ? "DEBUG" : "OFF");
    }

    /** Information to standard output, a line an event: for processes that others supervise. */
    static void lines(boolean debug) {
        use("logback-lines.xml", debug ? "DEBUG" : "INFO");
    }

    /** Information to a file that is cut and kept for a few days. */
    static void file(Path file, boolean debug) {
        System.setProperty("log.file", file.toString());
        use("logback-file.xml", debug ? "DEBUG" : "INFO");
    }

    private static void use(String configuration, String level) {
        System.setProperty("log.level", level);
        System.setProperty(CONFIGURATION, configuration);
    }
}
