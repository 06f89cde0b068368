package dev.telltale.local.cli;

import dev.telltale.local.doctor.Finding;
import dev.telltale.local.doctor.MachineChecks;

import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Says whether this machine and its configuration are ready. */
@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Checks the machine, the native libraries, the configuration, the cluster and the models.", footer = {
    "", "Examples:", "  telltale doctor", "  telltale doctor --json | jq '.[] | select(.state != \"OK\")'"})
final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON array of {check, state, detail}.")
    private boolean json;

    @Override
    public Integer call() {
        List<Finding> findings = MachineChecks.all(Path.of(".telltale", "data"), List.of(9092, 8081));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.line(findings));
        } else {
            findings.forEach(finding -> out.println(line(finding, spec.commandLine().getColorScheme().ansi())));
        }
        out.flush();
        boolean broken = findings.stream().anyMatch(finding -> finding.state() == Finding.State.ERROR);
        return (broken ? ExitCode.FAILURE : ExitCode.OK).code();
    }

    private static String line(Finding finding, Ansi ansi) {
        String word = switch (finding.state()) {
            case OK -> "@|green ok     |@";
            case WARNING -> "@|yellow warning|@";
            case ERROR -> "@|red error  |@";
        };
        return ansi.string(word) + " " + finding.check() + ": " + finding.detail();
    }
}
