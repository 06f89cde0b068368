package dev.telltale.vision;

/**
 * The fixed way in which faces are cut out for detectors: rotated, scaled and moved so that eyes, nose and corners of the
 * mouth lie as in {@link FaceTemplate}, whose longer side then fills 1 / (1 + 2 margin) of the crop.
 *
 * @param size side of the square crop, pixels
 * @param margin added on each side, as a fraction of the longer side of the template's box
 */
public record AlignedCrop(int size, double margin) {
    /** Nose, eyes, corners of the mouth: jaw, brows and lips move too much with expression and age. */
    private static final int[] STABLE = {27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46,
        47, 48, 54};

    public AlignedCrop {
        if (size < 16 || size > 4096) {
            throw new IllegalArgumentException("crop size must be 16 to 4096, got: " + size);
        }
        if (!(margin >= 0 && margin <= 4)) {
            throw new IllegalArgumentException("crop margin must be 0 to 4, got: " + margin);
        }
    }

    /** From pixels of the template's crop to pixels of the picture: a similarity. */
    public Affine toPicture(Landmarks face) {
        return Similarity.fit(stable(template()), stable(face));
    }

    /** The template's landmarks in pixels of the crop. */
    public Landmarks template() {
        double scale = size / (1 + 2 * margin);
        double middle = (size - 1) / 2.0;
        return FaceTemplate.MEAN.mapped(new Affine(scale, 0, middle, 0, scale, middle));
    }

    private static float[] stable(Landmarks landmarks) {
        float[] points = new float[2 * STABLE.length];
        for (int i = 0; i < STABLE.length; i++) {
            points[2 * i] = landmarks.x(STABLE[i]);
            points[2 * i + 1] = landmarks.y(STABLE[i]);
        }
        return points;
    }
}
