package dev.telltale.local.cli;

/** What the process tells the shell. */
public enum ExitCode {
    /** Everything asked for was done. What a verdict says does not change it: a forgery found is a success. */
    OK(0),
    /** Something went wrong on our side. */
    FAILURE(1),
    /** The command line or the configuration was wrong. */
    USAGE(2),
    /** Some input could not be judged; what could be judged was. */
    BAD_INPUT(3),
    /** Something that the command needs is not there: a broker, a registry, a free port. */
    UNAVAILABLE(4),
    /** Ended by Ctrl-C. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number. */
    public int code() {
        return code;
    }
}
