package dev.telltale.local.process;

import dev.telltale.local.cli.TelltaleCommand;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One command, run in this JVM.
 *
 * @param exit its exit code
 * @param out lines on standard output
 * @param err lines on standard error
 */
record Command(int exit, List<String> out, List<String> err) {
    /** Runs a command to its end. */
    static Command run(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine command = TelltaleCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = command.execute(words);
        return new Command(exit, out.toString().lines().toList(), err.toString().lines().toList());
    }

    /** Runs a command against a cluster. */
    static Command at(Site site, String... words) {
        return run(Stream.concat(Arrays.stream(words),
                Stream.of("--bootstrap-servers", site.broker(), "--registry", site.registry())).toArray(String[]::new));
    }
}
