package dev.telltale.local.cli;

import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.LoadedConfig;
import dev.telltale.local.train.ImportedFaces;
import dev.telltale.schemas.Topic;
import dev.telltale.trainer.blend.BlendLiteTraining;
import dev.telltale.trainer.blend.BlendRecipe;

import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** Trains the bundled detector from the faces topic. */
@Command(name = "blend-lite", mixinStandardHelpOptions = true, description = {
    "Trains blend-lite from telltale.faces, calibrates and measures it on held-out persons and writes its package.",
    "With --data the data sets of a folder are first imported into a broker of its own; else the broker that is named is read."}, footer = {
        "", "Examples:", "  telltale train blend-lite --data ../shared/data --out models",
        "  telltale train blend-lite --data ../shared/data --out models --resume",
        "  telltale train blend-lite --bootstrap-servers kafka:9092 --registry http://registry:8081 --trunk mobilenet.onnx"})
final class TrainBlendLiteCommand implements Callable<Integer> {
    private static final String TRUNK = "models/imagenet_mobilenet_v1_0.5_160_float.onnx";

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Option(names = "--data", paramLabel = "DIR", description = "Folder with faces, wild, train_clips, clips (each with index.csv), to be imported first.")
    private @Nullable Path data;

    @Option(names = "--trunk", paramLabel = "FILE", description = "MobileNetV1 0.5 160 with ImageNet weights as ONNX (default: DIR/"
            + TRUNK + ").")
    private @Nullable Path trunk;

    @Option(names = "--out", paramLabel = "DIR", description = "Store that gets blend-lite/VERSION; while training also checkpoint and imported data (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of(".telltale", "trained");

    @Option(names = "--recipe", paramLabel = "FILE", description = "YAML instead of the recipe that the shipped package was made by.")
    private @Nullable Path recipe;

    @Option(names = "--resume", description = "Go on from the import and the checkpoint of an interrupted training.")
    private boolean resume;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        BlendRecipe chosen = recipe(recipe);
        Path weights = trunk();
        TrainCommand.requireFree(out, "blend-lite", chosen.version());
        if (data == null) {
            return trainFromNamedBroker(chosen, weights);
        }
        Path work = out.resolve("blend-lite.import");
        Say.progress(spec, "importing the faces of " + data + " into a broker of its own in " + work);
        try (ImportedFaces faces = imported(work, data)) {
            train(new BlendLiteTraining(chosen, faces.clients(), faces.topic(), weights), chosen);
        }
        Utils.delete(work.toFile());
        return ExitCode.OK.code();
    }

    private ImportedFaces imported(Path work, Path folder)
            throws IOException, InterruptedException, ExecutionException {
        try {
            return ImportedFaces.open(work, folder, resume);
        } catch (IllegalArgumentException empty) {
            throw new CliException(ExitCode.USAGE, String.valueOf(empty.getMessage()), empty);
        }
    }

    private int trainFromNamedBroker(BlendRecipe chosen, Path weights) throws IOException, InterruptedException {
        LoadedConfig loaded = settings.load();
        if (!SettingsOptions.namesBroker(loaded)) {
            throw new ParameterException(spec.commandLine(),
                    "which faces? --data names a folder to import, --bootstrap-servers a broker");
        }
        try (ServiceContext context = Cluster.connect(loaded)) {
            Map<String, Object> clients = context.kafka().readerSettings("train");
            train(new BlendLiteTraining(chosen, clients, context.kafka().topics().of(Topic.FACES), weights), chosen);
        }
        return ExitCode.OK.code();
    }

    private void train(BlendLiteTraining training, BlendRecipe chosen) throws IOException, InterruptedException {
        try (TrainingProgressBar bar = new TrainingProgressBar("blend-lite", chosen.loop().steps())) {
            Path folder = training.run(out, resume, bar);
            Say.out(spec, folder.toString());
        }
    }

    private Path trunk() {
        if (trunk == null && data == null) {
            throw new ParameterException(spec.commandLine(),
                    "which start? --trunk names the file, or --data a folder with "
                            + TRUNK);
        }
        Path file = trunk != null ? trunk : Objects.requireNonNull(data).resolve(TRUNK);
        if (!Files.isReadable(file)) {
            throw new CliException(ExitCode.USAGE,
                    "no start weights: " + file + " cannot be read; --trunk names another");
        }
        return file;
    }

    private static BlendRecipe recipe(@Nullable Path file) throws IOException {
        try {
            return file == null ? BlendLiteTraining.shippedRecipe() : BlendLiteTraining.recipe(file);
        } catch (IllegalArgumentException refused) {
            throw new CliException(ExitCode.USAGE, String.valueOf(refused.getMessage()), refused);
        }
    }
}
