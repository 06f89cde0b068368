package dev.telltale.trainer.loop;

/** Told of each step; draws a bar, writes a log, or publishes. */
public interface Progress {
    /** Shows nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void stepped(long step, double loss, double learningRate) {
            // nobody looks
        }

        @Override
        public void validated(long step, double figure, boolean best) {
            // nobody looks
        }
    };

    /** After a step, counted from 1. */
    void stepped(long step, double loss, double learningRate);

    /** After a validation. */
    void validated(long step, double figure, boolean best);
}
