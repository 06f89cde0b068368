package dev.telltale.vision;

/**
 * Where a face is, as a square that tilts with the head: the box round its landmarks, made square about its centre.
 *
 * @param centreX centre, pixels of the picture
 * @param centreY centre, pixels of the picture
 * @param side side, pixels of the picture, above 0
 * @param degrees tilt, clockwise positive
 */
public record FaceSquare(double centreX, double centreY, double side, double degrees) {
    public FaceSquare {
        if (!(side > 0 && Double.isFinite(side + centreX + centreY + degrees))) {
            throw new IllegalArgumentException("a face's square must be finite and its side above 0, got: " + centreX
                    + ", " + centreY + ", " + side + ", " + degrees);
        }
    }

    /** The upright square about a box of landmarks. */
    public static FaceSquare of(Box box) {
        return new FaceSquare(box.centreX(), box.centreY(), Math.max(1, box.longerSide()), 0);
    }

    /** The square about landmarks, tilted as the line through the eyes. */
    public static FaceSquare of(Landmarks landmarks) {
        double degrees = landmarks.roll();
        Affine tilt = Affine.similarity(1, degrees, 0, 0);
        Box upright = landmarks.mapped(tilt.inverse()).box();
        return new FaceSquare(tilt.x(upright.centreX(), upright.centreY()),
                tilt.y(upright.centreX(), upright.centreY()), Math.max(1, upright.longerSide()), degrees);
    }

    /** Same centre and tilt, side multiplied by {@code factor}. */
    public FaceSquare enlarged(double factor) {
        return new FaceSquare(centreX, centreY, side * factor, degrees);
    }

    /**
     * From pixels of a crop of this square to pixels of the picture.
     *
     * @param size side of the crop, pixels; the crop's edges lie on the square's edges
     */
    public Affine toPicture(int size) {
        double middle = (size - 1) / 2.0;
        Affine turn = Affine.similarity(side / size, degrees, centreX, centreY);
        return turn.after(new Affine(1, 0, -middle, 0, 1, -middle));
    }
}
