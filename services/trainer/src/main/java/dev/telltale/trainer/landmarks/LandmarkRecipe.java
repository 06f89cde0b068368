package dev.telltale.trainer.landmarks;

import dev.telltale.trainer.loop.LoopRecipe;

/**
 * How landmarks68 is trained.
 *
 * @param version of the package that comes out
 * @param margin added to the face's square on each side, share of its side
 * @param noFaceShare share of samples without a face
 * @param noisyJawWeight weight of the jaw points of video frames, whose hidden jaws are guesses
 * @param wingWidth where the wing loss turns from logarithm to line, pixels of the crop
 * @param wingCurve how sharply it bends, pixels of the crop
 * @param faceWeight weight of the face logit's loss
 * @param loop the rest
 */
public record LandmarkRecipe(String version, double margin, double noFaceShare, double noisyJawWeight, double wingWidth,
        double wingCurve, double faceWeight, LoopRecipe loop) {
    public LandmarkRecipe {
        require(margin >= 0 && margin <= 1, "margin", "0 to 1", margin);
        require(noFaceShare >= 0 && noFaceShare <= 0.5, "noFaceShare", "0 to 0.5", noFaceShare);
        require(noisyJawWeight >= 0 && noisyJawWeight <= 1, "noisyJawWeight", "0 to 1", noisyJawWeight);
        require(wingWidth > 0, "wingWidth", "above 0", wingWidth);
        require(wingCurve > 0, "wingCurve", "above 0", wingCurve);
        require(faceWeight >= 0, "faceWeight", "at least 0", faceWeight);
    }

    private static void require(boolean holds, String key, String rule, double value) {
        if (!holds) {
            throw new IllegalArgumentException(key + " must be " + rule + ", got: " + value);
        }
    }
}
