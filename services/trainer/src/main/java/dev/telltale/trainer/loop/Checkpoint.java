package dev.telltale.trainer.loop;

import com.google.protobuf.ByteString;

import java.util.List;

/**
 * All that a training run needs to go on as if it had not stopped. Random numbers need no state of their own: each step
 * draws from its own generator, seeded by recipe and step.
 *
 * @param step mini-batches done
 * @param figure best validation so far
 * @param bestStep the step it belongs to
 * @param weights present ones, in the graph's order
 * @param average moving average of them
 * @param best those of the best validation
 * @param optimizer the optimiser's archive
 */
record Checkpoint(long step, double figure, long bestStep, List<float[]> weights, List<float[]> average,
        List<float[]> best, ByteString optimizer) {}
