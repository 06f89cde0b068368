package dev.telltale.local.cli;

import org.jspecify.annotations.Nullable;

/** An error that a person can act on: its message is the whole line they see. */
public final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ExitCode exitCode;

    /** An error without a cause worth showing. */
    public CliException(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    /** An error whose cause {@code --debug} shows. */
    public CliException(ExitCode exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What the process ends with. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
