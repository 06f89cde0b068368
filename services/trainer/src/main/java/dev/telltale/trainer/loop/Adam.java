package dev.telltale.trainer.loop;

import dev.telltale.trainer.interpreter.Weight;
import dev.telltale.trainer.tensors.NativeScope;

import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.OptimizerParamGroup;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** LibTorch's AdamW over the learned weights; weight decay spares biases and normalisation. */
final class Adam implements AutoCloseable {
    private final AdamW optimizer;
    private final TensorVector all;
    private final double clipNorm;

    Adam(List<Weight> weights, LoopRecipe recipe) {
        clipNorm = recipe.clipNorm();
        all = vector(weights.stream().filter(Weight::learned).toList());
        TensorVector decayed = vector(weights.stream().filter(w -> w.learned() && w.tensor().dim() > 1).toList());
        TensorVector spared = vector(weights.stream().filter(w -> w.learned() && w.tensor().dim() <= 1).toList());
        AdamWOptions options = new AdamWOptions(recipe.learningRate());
        options.weight_decay().put(recipe.weightDecay());
        optimizer = new AdamW(decayed, options);
        // Without options of its own a group gets a copy of the optimiser's: given ones would be freed twice.
        optimizer.add_param_group(new OptimizerParamGroup(spared));
        new AdamWOptions(optimizer.param_groups().get(1).options()).weight_decay().put(0);
    }

    private static TensorVector vector(List<Weight> weights) {
        TensorVector vector = new TensorVector();
        weights.forEach(weight -> vector.push_back(weight.tensor()));
        return vector;
    }

    void forgetGradients() {
        optimizer.zero_grad();
    }

    /** Moves the weights along their gradients; returns the gradient's norm before clipping. */
    double step(double learningRate) {
        for (int group = 0; group < optimizer.param_groups().size(); group++) {
            optimizer.param_groups().get(group).options().set_lr(learningRate);
        }
        double norm = torch.clip_grad_norm_(all, clipNorm);
        optimizer.step();
        return norm;
    }

    /** Moments and step counts in LibTorch's own archive. */
    byte[] save() {
        return withFile(file -> {
            NativeScope.run(() -> {
                OutputArchive archive = new OutputArchive();
                optimizer.save(archive);
                archive.save_to(file.toString());
            });
            return Files.readAllBytes(file);
        });
    }

    void load(byte[] state) {
        withFile(file -> {
            Files.write(file, state);
            NativeScope.run(() -> {
                InputArchive archive = new InputArchive();
                archive.load_from(file.toString());
                optimizer.load(archive);
            });
            return state;
        });
    }

    private interface FileUse {
        byte[] use(Path file) throws IOException;
    }

    private static byte[] withFile(FileUse use) {
        try {
            Path file = Files.createTempFile("telltale-optimizer", ".pt");
            try {
                return use.use(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the optimiser's state cannot go through a temporary file", failed);
        }
    }

    @Override
    public void close() {
        optimizer.close();
        all.close();
    }
}
