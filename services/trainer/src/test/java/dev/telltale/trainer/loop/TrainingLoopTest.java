package dev.telltale.trainer.loop;

import dev.telltale.trainer.interpreter.Outputs;
import dev.telltale.trainer.interpreter.TrainableGraph;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TrainingLoopTest {
    @TempDir
    private Path folder;

    @Test
    void shouldLearn() throws Exception {
        Outcome outcome = run(LineTask.RECIPE, new LineTask(), Progress.SILENT, "a", false);

        assertThat(outcome.figure()).isLessThan(0.5);
        assertThat(outcome.steps()).isEqualTo(60);
    }

    @Test
    void shouldGiveTheSameWeightsForTheSameSeedHoweverManyWorkers() throws Exception {
        LoopRecipe r = LineTask.RECIPE;
        LoopRecipe moreWorkers = new LoopRecipe(r.seed(), r.steps(), r.batch(), r.learningRate(), r.warmupSteps(),
                r.weightDecay(), r.clipNorm(), r.averaging(), r.evaluateEvery(), r.patience(), 5, r.threads());

        Outcome one = run(r, new LineTask(), Progress.SILENT, "a", false);
        Outcome other = run(moreWorkers, new LineTask(), Progress.SILENT, "b", false);

        assertThat(other.model()).isEqualTo(one.model());
    }

    @Test
    void shouldGoOnAfterAKillAsIfNothingHadHappened() throws Exception {
        Outcome undisturbed = run(LineTask.RECIPE, new LineTask(), Progress.SILENT, "a", false);

        assertThatThrownBy(() -> run(LineTask.RECIPE, new LineTask(), killedAfter(47), "b", false))
                .hasMessage("killed");
        Outcome resumed = run(LineTask.RECIPE, new LineTask(), Progress.SILENT, "b", true);

        assertThat(resumed.steps()).isEqualTo(60);
        assertThat(resumed.model()).isEqualTo(undisturbed.model());
    }

    @Test
    void shouldStopWhenNothingImproves() throws Exception {
        TrainingTask hopeless = new LineTask() {
            @Override
            public double validate(TrainableGraph graph) {
                return 1;
            }
        };
        LoopRecipe r = LineTask.RECIPE;
        LoopRecipe impatient = new LoopRecipe(r.seed(), 1000, r.batch(), r.learningRate(), r.warmupSteps(),
                r.weightDecay(), r.clipNorm(), r.averaging(), 5, 2, 1, 1);

        Outcome outcome = run(impatient, hopeless, Progress.SILENT, "a", false);

        assertThat(outcome.bestStep()).isEqualTo(5);
        assertThat(outcome.steps()).isEqualTo(15);
    }

    @Test
    void shouldRefuseToGoOnWithoutALoss() {
        TrainingTask broken = new LineTask() {
            @Override
            public Tensor loss(Outputs outputs, Map<String, Tensor> targets) {
                return torch.mul(super.loss(outputs, targets), new Scalar(Double.NaN));
            }
        };
        assertThatThrownBy(() -> run(LineTask.RECIPE, broken, Progress.SILENT, "a", false))
                .hasMessageStartingWith("the loss of step 0 is NaN");
    }

    @Test
    void shouldRefuseADamagedOrForeignCheckpoint() throws Exception {
        assertThatThrownBy(() -> run(LineTask.RECIPE, new LineTask(), killedAfter(30), "a", false));
        LoopRecipe r = LineTask.RECIPE;
        LoopRecipe other = new LoopRecipe(99, r.steps(), r.batch(), r.learningRate(), r.warmupSteps(),
                r.weightDecay(), r.clipNorm(), r.averaging(), r.evaluateEvery(), r.patience(), 1, 1);
        assertThatThrownBy(() -> run(other, new LineTask(), Progress.SILENT, "a", true)).isInstanceOf(IOException.class)
                .hasMessageContaining("belongs to another recipe or network");

        byte[] bytes = Files.readAllBytes(folder.resolve("a"));
        bytes[60] ^= 1;
        Files.write(folder.resolve("a"), bytes);
        assertThatThrownBy(() -> run(LineTask.RECIPE, new LineTask(), Progress.SILENT, "a", true))
                .isInstanceOf(IOException.class).hasMessageContaining("damaged");
    }

    private Outcome run(LoopRecipe recipe, TrainingTask task, Progress progress, String file, boolean resume)
            throws IOException, InterruptedException {
        return new TrainingLoop(recipe, task, progress).run(LineTask.model(), folder.resolve(file), resume);
    }

    private static Progress killedAfter(long last) {
        return new Progress() {
            @Override
            public void stepped(long step, double loss, double learningRate) {
                if (step == last) {
                    throw new IllegalStateException("killed");
                }
            }

            @Override
            public void validated(long step, double figure, boolean best) {
                // only steps kill
            }
        };
    }
}
