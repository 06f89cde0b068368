package dev.telltale.trainer.loop;

import dev.telltale.trainer.interpreter.Outputs;
import dev.telltale.trainer.interpreter.TrainableGraph;

import org.bytedeco.pytorch.Tensor;

import java.util.Map;

/** What is learned: where mini-batches come from, what is minimised, and how good the network is by now. */
public interface TrainingTask {
    /**
     * The mini-batch of a step. A pure function of the step (and the task's seed), called by several threads at once:
     * so neither the number of workers nor a restart changes what is learned.
     */
    Batch batch(long step);

    /** The number to be made small, with its gradient. */
    Tensor loss(Outputs outputs, Map<String, Tensor> targets);

    /** Figure of the network on data that it does not learn from; lower is better. */
    double validate(TrainableGraph graph);
}
