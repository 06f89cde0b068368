package dev.telltale.trainer.loop;

/** Linear warm-up, then half a cosine down to a hundredth of the highest rate (Loshchilov and Hutter, 2017). */
record Schedule(double highest, long warmupSteps, long steps) {
    private static final double LAST_SHARE = 0.01;

    static Schedule of(LoopRecipe recipe) {
        return new Schedule(recipe.learningRate(), recipe.warmupSteps(), recipe.steps());
    }

    /** The learning rate of a step, counted from 0. */
    double rate(long step) {
        if (step < warmupSteps) {
            return highest * (step + 1) / warmupSteps;
        }
        double done = (double) (step - warmupSteps) / Math.max(1, steps - warmupSteps);
        double cosine = (1 + Math.cos(Math.PI * Math.min(1, done))) / 2;
        return highest * (LAST_SHARE + (1 - LAST_SHARE) * cosine);
    }
}
