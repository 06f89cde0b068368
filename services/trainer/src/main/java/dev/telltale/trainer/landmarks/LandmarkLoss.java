package dev.telltale.trainer.landmarks;

import dev.telltale.trainer.interpreter.Outputs;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

import java.util.Map;

/**
 * Wing loss of the points (Feng et al., 2018), which cares for small errors more than squares do, and cross-entropy of
 * the face logit.
 */
final class LandmarkLoss {
    private final LandmarkRecipe recipe;

    LandmarkLoss(LandmarkRecipe recipe) {
        this.recipe = recipe;
    }

    Tensor of(Outputs outputs, Map<String, Tensor> targets) {
        Tensor weights = target(targets, "pointWeights");
        Tensor difference = torch.sub(outputs.get("landmarks"), target(targets, "points"));
        Tensor wing = wing(torch.mul(torch.abs(difference), new Scalar((double) CropTensors.SIZE)));
        Tensor mean = torch.div(torch.sum(torch.mul(wing, weights)),
                torch.add(torch.sum(weights), new Scalar(1e-6)));
        Tensor face = torch.binary_cross_entropy_with_logits(outputs.get("face"), target(targets, "isFace"));
        return torch.add(mean, torch.mul(face, new Scalar(recipe.faceWeight())));
    }

    /** w ln(1 + x / e) below w, x - c above, continuous. */
    private Tensor wing(Tensor error) {
        double width = recipe.wingWidth();
        double curve = recipe.wingCurve();
        double offset = width - width * Math.log(1 + width / curve);
        Tensor bent = torch.mul(torch.log1p(torch.mul(error, new Scalar(1 / curve))), new Scalar(width));
        Tensor straight = torch.add(error, new Scalar(-offset));
        return torch.where(torch.lt(error, new Scalar(width)), bent, straight);
    }

    private static Tensor target(Map<String, Tensor> targets, String name) {
        Tensor target = targets.get(name);
        if (target == null) {
            throw new IllegalArgumentException("the batch has no target '" + name + "'");
        }
        return target;
    }
}
