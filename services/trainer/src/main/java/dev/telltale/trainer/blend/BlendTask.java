package dev.telltale.trainer.blend;

import dev.telltale.detectors.networks.BlendLiteNet;
import dev.telltale.trainer.evaluation.Auc;
import dev.telltale.trainer.interpreter.Outputs;
import dev.telltale.trainer.interpreter.TrainableGraph;
import dev.telltale.trainer.loop.Batch;
import dev.telltale.trainer.loop.TrainingTask;
import dev.telltale.trainer.operators.Mode;
import dev.telltale.trainer.tensors.NativeScope;
import dev.telltale.trainer.tensors.TensorArrays;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Learns to tell forged crops from genuine ones and, where it is known, where they were blended. Judged on held-out persons by 1 - AUC, half on frames
 * of clips, half on synthesised twins.
 */
final class BlendTask implements TrainingTask {
    private static final int CHUNK = 32;

    private final BlendRecipe recipe;
    private final BlendBatches training;
    private final List<HeldOutCrop> heldOut;

    BlendTask(BlendRecipe recipe, BlendBatches training, List<HeldOutCrop> heldOut) {
        this.recipe = recipe;
        this.training = training;
        this.heldOut = List.copyOf(heldOut);
    }

    @Override
    public Batch batch(long step) {
        return training.batch(step);
    }

    @Override
    public Tensor loss(Outputs outputs, Map<String, Tensor> targets) {
        Tensor decision = torch.binary_cross_entropy_with_logits(outputs.get("logit"), target(targets, "label"));
        Tensor weights = target(targets, "boundaryWeight");
        Tensor map = outputs.get("boundary");
        // Cross-entropy with logits, written out since cells without a known boundary must weigh nothing.
        Tensor cells = torch.sub(torch.softplus(map), torch.mul(map, target(targets, "boundary")));
        Tensor boundary = torch.div(torch.sum(torch.mul(cells, weights)),
                torch.add(torch.sum(weights), new Scalar(1e-6)));
        return torch.add(decision, torch.mul(boundary, new Scalar(recipe.mapWeight())));
    }

    @Override
    public double validate(TrainableGraph graph) {
        List<Judged> judged = new ArrayList<>();
        for (int from = 0; from < heldOut.size(); from += CHUNK) {
            List<HeldOutCrop> chunk = heldOut.subList(from, Math.min(heldOut.size(), from + CHUNK));
            float[] logits = NativeScope.callWithoutGradient(() -> TensorArrays
                    .floats(graph.forward(Map.of("image", images(chunk)), Mode.EVAL).get("logit")));
            for (int i = 0; i < chunk.size(); i++) {
                judged.add(new Judged(chunk.get(i), logits[i]));
            }
        }
        return 1 - (auc(judged, true) + auc(judged, false)) / 2;
    }

    private record Judged(HeldOutCrop crop, double logit) {}

    private static double auc(List<Judged> judged, boolean synthesised) {
        List<Judged> some = judged.stream().filter(one -> one.crop.synthesised() == synthesised).toList();
        return Auc.of(some, Judged::logit, one -> one.crop.forged());
    }

    private static Tensor images(List<HeldOutCrop> crops) {
        int pixels = 3 * BlendLiteNet.SIZE * BlendLiteNet.SIZE;
        float[] images = new float[crops.size() * pixels];
        for (int i = 0; i < crops.size(); i++) {
            crops.get(i).planes(images, i * pixels);
        }
        return TensorArrays.floats(images, crops.size(), 3, BlendLiteNet.SIZE, BlendLiteNet.SIZE);
    }

    private static Tensor target(Map<String, Tensor> targets, String name) {
        Tensor target = targets.get(name);
        if (target == null) {
            throw new IllegalArgumentException("the batch has no target '" + name + "'");
        }
        return target;
    }
}
