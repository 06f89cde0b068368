package dev.telltale.vision;

/**
 * How a cascade looks for faces.
 *
 * @param longerSide the picture is shrunk to this, pixels
 * @param minFace smallest face as a fraction of the picture's shorter side
 * @param scaleStep ratio of one size to the next, above 1
 * @param minNeighbours overlapping hits that make a face: the more, the fewer false ones
 */
public record CascadeSettings(int longerSide, double minFace, double scaleStep, int minNeighbours) {
    /** For whole pictures. */
    public static final CascadeSettings DEFAULT = new CascadeSettings(360, 0.14, 1.2, 4);
    /** For a crop in which a face should fill about half of the side. */
    public static final CascadeSettings CLOSE_UP = new CascadeSettings(120, 0.38, 1.1, 3);

    public CascadeSettings {
        if (longerSide < 64 || !(minFace > 0 && minFace < 1) || !(scaleStep > 1) || minNeighbours < 1) {
            throw new IllegalArgumentException("cascade settings out of range: longerSide " + longerSide + ", minFace "
                    + minFace + ", scaleStep " + scaleStep + ", minNeighbours " + minNeighbours);
        }
    }
}
