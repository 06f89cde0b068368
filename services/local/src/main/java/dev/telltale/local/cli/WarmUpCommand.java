package dev.telltale.local.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** Touches what most starts need; the launcher records the classes that it loads in the archive. */
@Command(name = "warm-up", hidden = true, description = "Run by the launcher after a build.")
final class WarmUpCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        root.usage(root.getOut());
        root.getSubcommands().values().forEach(command -> command.usage(command.getOut()));
        root.execute("doctor");
        return ExitCode.OK.code();
    }
}
