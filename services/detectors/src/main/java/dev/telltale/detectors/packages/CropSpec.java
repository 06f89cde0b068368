package dev.telltale.detectors.packages;

/**
 * How a face lies in a network's input.
 *
 * @param template which rule
 * @param margin added on each side, as a fraction of the longer side of the face's box
 */
public record CropSpec(Template template, double margin) {

    /** Rules for cutting a face out. */
    public enum Template {
        /** Similarity to the mean face of 68 landmarks. */
        MEAN_FACE_68,
        /** Square round the face's box, tilted with the eyes. */
        FACE_SQUARE
    }

    public CropSpec {
        if (!(margin >= 0 && margin <= 2)) {
            throw new IllegalArgumentException("input.crop.margin must be 0 to 2, got: " + margin);
        }
    }
}
