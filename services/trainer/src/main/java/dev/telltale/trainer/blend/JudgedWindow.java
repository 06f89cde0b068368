package dev.telltale.trainer.blend;

/**
 * A window and what the network says of it.
 *
 * @param set training, heldOut, kindred or test
 * @param from where it comes from
 * @param window its name
 * @param frames looked at
 * @param logit mean over the frames
 */
record JudgedWindow(String set, Provenance from, String window, int frames, double logit) {
    boolean forged() {
        return from.forged();
    }

    /** The face of a clip: a clip may hold a genuine and a forged one. */
    String clip() {
        return from.file() + (from.forged() ? "#forged" : "#genuine");
    }
}
