package dev.telltale.local.cli;

import dev.telltale.trainer.landmarks.LandmarkRecipe;
import dev.telltale.trainer.landmarks.LandmarkTraining;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Trains the landmark network from annotated photographs. */
@Command(name = "landmarks68", mixinStandardHelpOptions = true, description = "Trains landmarks68 from annotated photographs, measures it on held-out ones and writes its package.", footer = {
    "", "Examples:", "  telltale train landmarks68 --data ../shared/data --out models",
    "  telltale train landmarks68 --data ../shared/data --out models --resume"})
final class TrainLandmarksCommand implements Callable<Integer> {
    private static final Path TABLE = Path.of("landmarks", "landmarks68.csv");

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Folder with landmarks/landmarks68.csv and the pictures that it names.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(names = "--out", paramLabel = "DIR", description = "Store that gets landmarks68/VERSION, and the checkpoint while training (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of(".telltale", "trained");

    @Option(names = "--recipe", paramLabel = "FILE", description = "YAML instead of the recipe that the shipped package was made by.")
    private @Nullable Path recipe;

    @Option(names = "--resume", description = "Go on from the checkpoint of an interrupted training.")
    private boolean resume;

    @Override
    public Integer call() throws IOException, InterruptedException {
        LandmarkRecipe chosen = recipe(recipe);
        Path table = data.resolve(TABLE);
        if (!Files.isReadable(table)) {
            throw new CliException(ExitCode.USAGE,
                    "no annotated faces: " + table + " cannot be read; --data names another folder");
        }
        TrainCommand.requireFree(out, "landmarks68", chosen.version());
        try (TrainingProgressBar bar = new TrainingProgressBar("landmarks68", chosen.loop().steps())) {
            Path folder = new LandmarkTraining(chosen, data, out).run(resume, bar);
            Say.out(spec, folder.toString());
            return ExitCode.OK.code();
        }
    }

    private static LandmarkRecipe recipe(@Nullable Path file) throws IOException {
        try {
            return file == null ? LandmarkTraining.shippedRecipe() : LandmarkTraining.recipe(file);
        } catch (IllegalArgumentException refused) {
            throw new CliException(ExitCode.USAGE, String.valueOf(refused.getMessage()), refused);
        }
    }
}
