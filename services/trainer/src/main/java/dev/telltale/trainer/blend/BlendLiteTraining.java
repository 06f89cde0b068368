package dev.telltale.trainer.blend;

import dev.telltale.trainer.loop.Outcome;
import dev.telltale.trainer.loop.Progress;
import dev.telltale.trainer.loop.RecipeYaml;
import dev.telltale.trainer.loop.TrainingLoop;

import ai.onnx.proto.OnnxMl.ModelProto;
import org.bytedeco.pytorch.global.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Trains blend-lite from the faces topic, calibrates and measures it on held-out persons and on the test's clips, and writes its package. */
public final class BlendLiteTraining {
    private static final String CHECKPOINT = "blend-lite.checkpoint";

    private final BlendRecipe recipe;
    private final Map<String, ?> clients;
    private final String topic;
    private final Path trunkWeights;

    /**
     * A training run.
     *
     * @param clients {@code bootstrap.servers}, {@code schema.registry.url} and whatever else clients need
     * @param topic full name of the faces topic
     * @param trunkWeights ONNX file of MobileNetV1 0.5 with ImageNet weights, normalisation folded
     */
    public BlendLiteTraining(BlendRecipe recipe, Map<String, ?> clients, String topic, Path trunkWeights) {
        this.recipe = recipe;
        this.clients = Map.copyOf(clients);
        this.topic = topic;
        this.trunkWeights = trunkWeights;
    }

    /** The recipe that the shipped package was trained by. */
    public static BlendRecipe shippedRecipe() throws IOException {
        return RecipeYaml.shipped("blend-lite", BlendRecipe.class);
    }

    /** A recipe of one's own. */
    public static BlendRecipe recipe(Path yaml) throws IOException {
        return RecipeYaml.read(Files.newInputStream(yaml), BlendRecipe.class);
    }

    /**
     * Refuses a version that the store holds already: a package never changes under its version.
     *
     * @throws IOException where it does
     */
    public static void requireFree(Path store, BlendRecipe recipe) throws IOException {
        Path target = store.resolve(BlendPackage.NAME).resolve(recipe.version());
        if (Files.exists(target)) {
            throw new IOException(target + " exists already; a package never changes under its version");
        }
    }

    /**
     * Trains, calibrates, measures, packs.
     *
     * @param store gets blend-lite/VERSION, and the checkpoint while training
     * @param resume go on from the checkpoint of an interrupted run, where there is one
     * @return the package's folder
     * @throws IOException when start weights or checkpoint cannot be read or written
     * @throws IllegalArgumentException when the topic lacks stills, genuine clips or forged clips
     */
    public Path run(Path store, boolean resume, Progress progress) throws IOException, InterruptedException {
        requireFree(store, recipe);
        Files.createDirectories(store);
        Path checkpoint = store.resolve(CHECKPOINT);
        List<LabelledFace> faces = FacesTopic.read(clients, topic, recipe.cropMargin());
        BlendData data = BlendData.of(faces, recipe);
        // The start is part of the checkpoint's fingerprint: sums over several threads would differ in their last digits.
        torch.set_num_threads(1);
        ModelProto start = data.start(recipe, trunkWeights);
        BlendTask task = new BlendTask(recipe, data.batches(), data.heldOut());
        Outcome outcome = new TrainingLoop(recipe.loop(), task, progress).run(start, checkpoint, resume);
        BlendPackage packed = new BlendPackage(recipe, outcome);
        Path folder = packed.write(store, data, BlendReport.measure(packed.model(), data));
        Files.deleteIfExists(checkpoint);
        return folder;
    }
}
