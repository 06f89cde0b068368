package dev.telltale.local.cli;

/** Where the process begins. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(TelltaleCommand.commandLine().execute(args));
    }
}
