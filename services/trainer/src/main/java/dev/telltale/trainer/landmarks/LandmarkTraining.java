package dev.telltale.trainer.landmarks;

import dev.telltale.detectors.networks.Landmarks68Net;
import dev.telltale.trainer.loop.Outcome;
import dev.telltale.trainer.loop.Progress;
import dev.telltale.trainer.loop.RecipeYaml;
import dev.telltale.trainer.loop.TrainingLoop;
import dev.telltale.vision.FaceSquare;
import dev.telltale.vision.Landmarks;

import ai.onnx.proto.OnnxMl.ModelProto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Trains landmarks68 from annotated photographs, measures it on held-out ones and writes its package. */
public final class LandmarkTraining {
    private static final String TABLE = "landmarks/landmarks68.csv";
    private static final String CHECKPOINT = "landmarks68.checkpoint";

    private final LandmarkRecipe recipe;
    private final Path data;
    private final Path out;

    /**
     * A training run.
     *
     * @param data folder with landmarks/landmarks68.csv and the pictures that it names
     * @param out store that gets landmarks68/VERSION, and the checkpoint while training
     */
    public LandmarkTraining(LandmarkRecipe recipe, Path data, Path out) {
        this.recipe = recipe;
        this.data = data;
        this.out = out;
    }

    /** The recipe that the shipped package was trained by. */
    public static LandmarkRecipe shippedRecipe() throws IOException {
        return RecipeYaml.shipped("landmarks68", LandmarkRecipe.class);
    }

    /** A recipe of one's own. */
    public static LandmarkRecipe recipe(Path yaml) throws IOException {
        return RecipeYaml.read(Files.newInputStream(yaml), LandmarkRecipe.class);
    }

    /**
     * Trains, measures, packs.
     *
     * @param resume go on from the checkpoint of an interrupted run, where there is one
     * @return the package's folder
     * @throws IOException when data cannot be read or the package not be written
     */
    public Path run(boolean resume, Progress progress) throws IOException, InterruptedException {
        Path table = data.resolve(TABLE);
        if (!Files.isReadable(table)) {
            throw new IOException("no annotated faces: " + table + " cannot be read");
        }
        Path target = out.resolve("landmarks68").resolve(recipe.version());
        if (Files.exists(target)) {
            throw new IOException(target + " exists already; a package never changes under its version");
        }
        Files.createDirectories(out);
        Path checkpoint = out.resolve(CHECKPOINT);
        FaceSplit split = FaceSplit.of(LandmarkTable.read(table));
        try (FacePictures pictures = new FacePictures()) {
            LandmarkTask task = new LandmarkTask(recipe, split, pictures);
            Outcome outcome = new TrainingLoop(recipe.loop(), task, progress).run(fresh(split.train()), checkpoint,
                    resume);
            Path folder = new LandmarkPackage(recipe, data, split, pictures).write(out, outcome);
            Files.deleteIfExists(checkpoint);
            return folder;
        }
    }

    /** The network with its points at the mean shape of the training faces. */
    private ModelProto fresh(List<AnnotatedFace> faces) {
        float[] mean = new float[CropTensors.COORDINATES];
        float[] one = new float[CropTensors.COORDINATES];
        for (AnnotatedFace face : faces) {
            FaceSquare square = FaceSquare.of(face.landmarks()).enlarged(1 + 2 * recipe.margin());
            Landmarks inCrop = face.landmarks().mapped(square.toPicture(CropTensors.SIZE).inverse());
            CropTensors.fractions(inCrop, one, 0);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += one[i] / faces.size();
            }
        }
        return Landmarks68Net.build(recipe.loop().seed(), mean);
    }
}
