package dev.telltale.local.sample;

/**
 * What distinguishes one person from another.
 *
 * @param skin colour of the skin
 * @param hair colour of hair and brows
 * @param iris colour of the eyes
 * @param eyeDistance from the middle of the face to an eye, in head heights
 * @param mouthWidth half of it, in head heights
 * @param noseWidth half of it, in head heights
 * @param light from where the light comes: x of its direction, -1 to 1
 * @param grade factor on each colour of the lit face: how the camera that filmed it was set
 */
record Look(Colour skin, Colour hair, Colour iris, double eyeDistance, double mouthWidth, double noseWidth,
        double light, Colour grade) {
    /** The presenter. */
    static final Look PRESENTER = new Look(new Colour(0.80, 0.60, 0.49), new Colour(0.16, 0.11, 0.08),
            new Colour(0.25, 0.33, 0.38), 0.305, 0.21, 0.105, -0.45, new Colour(1, 1, 1));
    /** The face that is put over the presenter's: filmed in a darker, bluer room, and not graded to match, as in a crude swap. */
    static final Look IMPOSTOR = new Look(new Colour(0.87, 0.66, 0.52), new Colour(0.27, 0.17, 0.09),
            new Colour(0.30, 0.20, 0.12), 0.285, 0.24, 0.12, 0.30, new Colour(0.33, 0.33, 0.46));
}
