package dev.telltale.local.cli;

import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.LoadedConfig;
import dev.telltale.kit.config.SettingOrigin;
import dev.telltale.local.doctor.ClusterChecks;
import dev.telltale.local.doctor.Finding;
import dev.telltale.local.doctor.MachineChecks;
import dev.telltale.local.doctor.ModelChecks;
import dev.telltale.local.doctor.NativeChecks;

import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Says whether this machine and its configuration are ready. */
@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Checks the machine, the native libraries, the configuration, the cluster and the models.", footer = {
    "", "Examples:", "  telltale doctor", "  telltale doctor --settings",
    "  telltale doctor --json | jq '.findings[] | select(.state != \"OK\")'"})
final class DoctorCommand implements Callable<Integer> {
    private static final List<Integer> PORTS = List.of(9092, 8081);

    /**
     * All that is known.
     *
     * @param findings of the checks
     * @param settings each with its value and where it came from
     */
    record Report(List<Finding> findings, List<SettingOrigin> settings) {}

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Option(names = "--json", description = "One JSON object: findings and settings.")
    private boolean json;

    @Option(names = "--settings", description = "Every setting with its value, its origin and what it is for.")
    private boolean showSettings;

    @Override
    public Integer call() {
        Report report = report(settings.load());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.line(report));
        } else {
            Ansi ansi = spec.commandLine().getColorScheme().ansi();
            report.findings().forEach(finding -> out.println(line(finding, ansi)));
            report.settings().stream().filter(each -> showSettings || !each.source().equals("default"))
                    .forEach(each -> out.println(line(each)));
        }
        out.flush();
        boolean broken = report.findings().stream().anyMatch(finding -> finding.state() == Finding.State.ERROR);
        return (broken ? ExitCode.FAILURE : ExitCode.OK).code();
    }

    private static Report report(LoadedConfig loaded) {
        List<Finding> findings = new ArrayList<>(MachineChecks.all(loaded.config().dataDir(), PORTS));
        findings.addAll(NativeChecks.all());
        findings.addAll(ModelChecks.all(loaded.config().models().store()));
        try (ServiceContext context = ServiceContext.of(loaded.config())) {
            findings.add(ClusterChecks.broker(context));
            findings.add(ClusterChecks.registry(context));
        }
        return new Report(findings, loaded.origins());
    }

    private static String line(Finding finding, Ansi ansi) {
        String word = switch (finding.state()) {
            case OK -> "@|green ok     |@";
            case WARNING -> "@|yellow warning|@";
            case ERROR -> "@|red error  |@";
        };
        return ansi.string(word) + " " + finding.check() + ": " + finding.detail();
    }

    private static String line(SettingOrigin setting) {
        return "setting " + setting.key() + " = " + setting.value() + " (" + setting.source() + ")\n          "
                + setting.doc();
    }
}
