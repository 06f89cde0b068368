package dev.telltale.trainer.loop;

import dev.telltale.trainer.interpreter.TrainableGraph;
import dev.telltale.trainer.interpreter.Weight;
import dev.telltale.trainer.operators.Mode;
import dev.telltale.trainer.tensors.NativeScope;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.ByteString;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Trains one graph: forward, backward, clip, step; validates, keeps the best, writes checkpoints, stops early. */
public final class TrainingLoop {
    private final LoopRecipe recipe;
    private final TrainingTask task;
    private final Progress progress;

    /** A loop that reports to {@code progress}. */
    public TrainingLoop(LoopRecipe recipe, TrainingTask task, Progress progress) {
        this.recipe = recipe;
        this.task = task;
        this.progress = progress;
    }

    /**
     * Trains the network.
     *
     * @param checkpoint file that is written at each validation, and gone on from when {@code resume}
     * @throws IOException when the checkpoint cannot be written, read, or belongs to another recipe or network
     * @throws IllegalStateException when the loss is no longer a number
     */
    public Outcome run(ModelProto model, Path checkpoint, boolean resume) throws IOException, InterruptedException {
        torch.set_num_threads(recipe.threads());
        CheckpointFile file = new CheckpointFile(checkpoint, fingerprint(model));
        try (TrainableGraph graph = TrainableGraph.of(model); Adam adam = new Adam(graph.weights(), recipe)) {
            Run run = new Run(graph, adam, file);
            if (resume && file.exists()) {
                run.resume(file.read());
            }
            run.toTheEnd();
            WeightSets.restore(graph.weights(), run.best);
            return new Outcome(graph.toModel(), run.figure, run.bestStep, run.step);
        }
    }

    private long fingerprint(ModelProto model) {
        CRC32 crc = new CRC32();
        crc.update(recipe.toString().getBytes(StandardCharsets.UTF_8));
        model.getGraph().getInitializerList().forEach(initializer -> crc.update(initializer.toByteArray()));
        return crc.getValue();
    }

    /** The changing state of one run. */
    private final class Run {
        private final TrainableGraph graph;
        private final List<Weight> weights;
        private final Adam adam;
        private final CheckpointFile file;
        private final Schedule schedule = Schedule.of(recipe);
        private List<float[]> average;
        private List<float[]> best;
        private double figure = Double.POSITIVE_INFINITY;
        private long bestStep;
        private long step;

        Run(TrainableGraph graph, Adam adam, CheckpointFile file) {
            this.graph = graph;
            this.weights = graph.weights();
            this.adam = adam;
            this.file = file;
            this.average = WeightSets.copy(weights);
            this.best = WeightSets.copy(weights);
        }

        void resume(Checkpoint checkpoint) {
            WeightSets.restore(weights, checkpoint.weights());
            adam.load(checkpoint.optimizer().toByteArray());
            average = new ArrayList<>(checkpoint.average());
            best = checkpoint.best();
            figure = checkpoint.figure();
            bestStep = checkpoint.bestStep();
            step = checkpoint.step();
        }

        void toTheEnd() throws IOException, InterruptedException {
            try (Prefetcher batches = new Prefetcher(task::batch, step, recipe.steps(), recipe.workers())) {
                while (step < recipe.steps() && !patienceIsOver()) {
                    learn(batches.next());
                    if (step % recipe.evaluateEvery() == 0 || step == recipe.steps()) {
                        validate();
                        file.write(new Checkpoint(step, figure, bestStep, WeightSets.copy(weights), average, best,
                                ByteString.copyFrom(adam.save())));
                    }
                }
            }
        }

        private boolean patienceIsOver() {
            return Double.isFinite(figure) && step - bestStep >= recipe.patience() * recipe.evaluateEvery();
        }

        private void learn(Batch batch) {
            double rate = schedule.rate(step);
            torch.manual_seed(recipe.seed() * 1_000_003 + step);
            double loss = NativeScope.call(() -> {
                Tensor value = task.loss(graph.forward(Batch.tensors(batch.inputs()), Mode.TRAIN),
                        Batch.tensors(batch.targets()));
                adam.forgetGradients();
                value.backward();
                adam.step(rate);
                return value.item().toDouble();
            });
            if (!Double.isFinite(loss)) {
                throw new IllegalStateException("the loss of step " + step + " is " + loss
                        + ": lower loop.learningRate or loop.clipNorm");
            }
            step++;
            // Early on the average follows quickly, else it would remember the random start.
            WeightSets.average(average, weights, Math.min(recipe.averaging(), step / (step + 10.0)));
            progress.stepped(step, loss, rate);
        }

        /** Judges the averaged weights and goes on with the present ones. */
        private void validate() {
            List<float[]> present = WeightSets.copy(weights);
            WeightSets.restore(weights, average);
            double now = task.validate(graph);
            WeightSets.restore(weights, present);
            boolean better = now < figure;
            if (better) {
                figure = now;
                bestStep = step;
                best = average.stream().map(float[]::clone).toList();
            }
            progress.validated(step, now, better);
        }
    }
}
