package dev.telltale.trainer.landmarks;

import dev.telltale.trainer.interpreter.Outputs;
import dev.telltale.trainer.interpreter.TrainableGraph;
import dev.telltale.trainer.loop.Batch;
import dev.telltale.trainer.loop.TrainingTask;

import org.bytedeco.pytorch.Tensor;

import java.util.List;
import java.util.Map;

/** Learning landmarks68: augmented crops, wing loss, and the normalised mean error of the validation faces. */
final class LandmarkTask implements TrainingTask {
    private final LandmarkRecipe recipe;
    private final LandmarkBatches batches;
    private final LandmarkLoss loss;
    private final List<TestCrops.Place> validation;
    private final FacePictures pictures;

    LandmarkTask(LandmarkRecipe recipe, FaceSplit split, FacePictures pictures) {
        this.recipe = recipe;
        this.pictures = pictures;
        this.batches = new LandmarkBatches(recipe, split.train(), pictures);
        this.loss = new LandmarkLoss(recipe);
        this.validation = TestCrops.places(split.validation());
    }

    @Override
    public Batch batch(long step) {
        return batches.batch(step);
    }

    @Override
    public Tensor loss(Outputs outputs, Map<String, Tensor> targets) {
        return loss.of(outputs, targets);
    }

    @Override
    public double validate(TrainableGraph graph) {
        return PointNetwork.ours(graph, recipe.margin()).errors(validation, pictures).stream()
                .mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
