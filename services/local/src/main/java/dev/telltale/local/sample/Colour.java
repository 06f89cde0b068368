package dev.telltale.local.sample;

/**
 * A colour in linear light.
 *
 * @param red 0 to 1
 * @param green 0 to 1
 * @param blue 0 to 1
 */
record Colour(double red, double green, double blue) {
    /** The same, brighter or darker. */
    Colour times(double factor) {
        return new Colour(red * factor, green * factor, blue * factor);
    }

    /** Covers the colour in {@code rgb}: not at all at 0, fully at 1. */
    void over(double[] rgb, double cover) {
        if (cover > 0) {
            rgb[0] = Curves.mix(rgb[0], red, cover);
            rgb[1] = Curves.mix(rgb[1], green, cover);
            rgb[2] = Curves.mix(rgb[2], blue, cover);
        }
    }
}
