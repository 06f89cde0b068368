package dev.telltale.trainer.blend;

import dev.telltale.trainer.loop.LoopRecipe;

/**
 * How blend-lite is trained.
 *
 * @param version of the package that comes out
 * @param cropMargin with which the crops of the topic were cut
 * @param margin of the network's own input round the face
 * @param twinShare share of samples that are genuine faces and forgeries synthesised of them; the others are frames of clips
 * @param crossShare share of synthesised forgeries with another person's face
 * @param mapWeight weight of the boundary map in the loss
 * @param heldOutShare share of persons and pages held out
 * @param testKind kind of data set that is only ever tested on
 * @param loop the rest
 */
public record BlendRecipe(String version, double cropMargin, double margin, double twinShare, double crossShare,
        double mapWeight, double heldOutShare, String testKind, LoopRecipe loop) {
    public BlendRecipe {
        require(cropMargin >= margin, "cropMargin", "at least margin (" + margin + ")", cropMargin);
        require(margin >= 0 && margin <= 1, "margin", "0 to 1", margin);
        require(twinShare >= 0 && twinShare <= 1, "twinShare", "0 to 1", twinShare);
        require(crossShare >= 0 && crossShare <= 1, "crossShare", "0 to 1", crossShare);
        require(mapWeight >= 0, "mapWeight", "at least 0", mapWeight);
        require(heldOutShare > 0 && heldOutShare < 1, "heldOutShare", "above 0 and below 1", heldOutShare);
    }

    private static void require(boolean holds, String key, String rule, double value) {
        if (!holds) {
            throw new IllegalArgumentException(key + " must be " + rule + ", got: " + value);
        }
    }
}
