package dev.telltale.local.cli;

import picocli.CommandLine.Model.CommandSpec;

import java.io.PrintWriter;

/** Lines for whoever reads a command: each stands there at once, also where the output is a pipe. */
final class Say {
    private Say() {}

    /** An answer, on standard output. */
    static void out(CommandSpec command, String line) {
        print(command.commandLine().getOut(), line);
    }

    /** What a person should know besides, on standard error. */
    static void err(CommandSpec command, String line) {
        print(command.commandLine().getErr(), line);
    }

    /** What a command is busy with, on standard error, for people who wait before a terminal. */
    static void progress(CommandSpec command, String line) {
        if (Terminal.showsProgress()) {
            err(command, line);
        }
    }

    private static void print(PrintWriter to, String line) {
        to.println(line);
        to.flush();
    }
}
