package dev.telltale.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Files;
import java.nio.file.Path;

/** Trains the networks that the product ships, or better ones. */
@Command(name = "train", mixinStandardHelpOptions = true, description = "Trains a network and writes its package.", subcommands = {
    TrainLandmarksCommand.class, TrainBlendLiteCommand.class}, footer = {
        "", "Examples:", "  telltale train landmarks68 --data ../shared/data --out models",
        "  telltale train blend-lite --data ../shared/data --out models"})
final class TrainCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "which network? One of " + String.join(", ", spec.subcommands().keySet()));
    }

    /** Refuses a store that holds the version already: a package never changes under its version. */
    static void requireFree(Path store, String name, String version) {
        Path target = store.resolve(name).resolve(version);
        if (Files.exists(target)) {
            throw new CliException(ExitCode.USAGE, target
                    + " exists already, and a package never changes under its version; --out names another store, --recipe another version");
        }
    }
}
