package dev.telltale.trainer.loop;

/**
 * How a network is trained, whatever it learns. With the same recipe, data and one thread the weights come out the
 * same.
 *
 * @param seed of everything random
 * @param steps mini-batches in all
 * @param batch samples in a mini-batch
 * @param learningRate of the highest step, after warm-up
 * @param warmupSteps over which the learning rate rises from zero
 * @param weightDecay decoupled (AdamW), on weights of rank 2 and more
 * @param clipNorm greatest norm of the gradient over all weights
 * @param averaging share of the old average kept at each step in the moving average of the weights, 0 for none
 * @param evaluateEvery steps from one validation to the next; a checkpoint is written at each
 * @param patience validations without improvement after which training stops
 * @param workers threads that prepare mini-batches
 * @param threads of LibTorch
 */
public record LoopRecipe(long seed, long steps, int batch, double learningRate, long warmupSteps, double weightDecay,
        double clipNorm, double averaging, long evaluateEvery, int patience, int workers, int threads) {
    public LoopRecipe {
        require(steps >= 1, "steps", "at least 1", steps);
        require(batch >= 2, "batch", "at least 2 (batch statistics need it)", batch);
        require(learningRate > 0 && learningRate < 1, "learningRate", "above 0 and below 1", learningRate);
        require(warmupSteps >= 0 && warmupSteps <= steps, "warmupSteps", "0 to steps (" + steps + ")", warmupSteps);
        require(weightDecay >= 0, "weightDecay", "at least 0", weightDecay);
        require(clipNorm > 0, "clipNorm", "above 0", clipNorm);
        require(averaging >= 0 && averaging < 1, "averaging", "at least 0 and below 1", averaging);
        require(evaluateEvery >= 1, "evaluateEvery", "at least 1", evaluateEvery);
        require(patience >= 1, "patience", "at least 1", patience);
        require(workers >= 1 && workers <= 64, "workers", "1 to 64", workers);
        require(threads >= 1 && threads <= 256, "threads", "1 to 256", threads);
    }

    private static void require(boolean holds, String key, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("loop." + key + " must be " + rule + ", got: " + value);
        }
    }
}
