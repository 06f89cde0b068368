package dev.telltale.trainer.importing;

import dev.telltale.schemas.Truth;
import dev.telltale.schemas.TruthLabel;
import dev.telltale.vision.Box;

import java.nio.file.Path;

/**
 * A clip with labelled faces.
 *
 * @param file video
 * @param truth what is known of its faces
 * @param rightHalfOnly true for pairs side by side: the label is true of faces in the right half, those in the left are genuine
 */
public record LabelledClip(Path file, Truth truth, boolean rightHalfOnly) {
    /** What is known of the face in this box. */
    Truth truthOf(Box box, int pictureWidth) {
        if (rightHalfOnly && box.centreX() < pictureWidth / 2.0) {
            return new Truth(TruthLabel.REAL, "", truth.getIdentity(), truth.getDataset(), truth.getFile(),
                    truth.getLicence());
        }
        return truth;
    }
}
