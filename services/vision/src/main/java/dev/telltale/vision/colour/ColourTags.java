package dev.telltale.vision.colour;

/**
 * What a stream says of its colours: code points of ITU-T H.273, which FFmpeg's constants and the boxes of MP4, Matroska and
 * the codecs themselves share.
 *
 * @param primaries of table 2; {@link #UNSPECIFIED} where nothing is said
 * @param transfer of table 3; {@link #UNSPECIFIED} where nothing is said
 * @param matrix of table 4; {@link #UNSPECIFIED} where nothing is said
 * @param range 0 where nothing is said, 1 for limited (black is 16 of 255), 2 for full
 */
public record ColourTags(int primaries, int transfer, int matrix, int range) {
    /** The code point of primaries, transfer and matrix that says nothing. */
    public static final int UNSPECIFIED = 2;
    /** The range that says nothing. */
    public static final int UNSPECIFIED_RANGE = 0;
    /** Black is 16, white is 235, of 255. */
    public static final int LIMITED = 1;
    /** Black is 0, white is 255. */
    public static final int FULL = 2;
    /** A stream that says nothing. */
    public static final ColourTags NONE = new ColourTags(UNSPECIFIED, UNSPECIFIED, UNSPECIFIED, UNSPECIFIED_RANGE);

    private static final int MOST = 255;

    public ColourTags {
        // A damaged header is no reason to refuse a picture: what cannot be meant says nothing.
        primaries = told(primaries);
        transfer = told(transfer);
        // Matrix 0 is a code point of its own: R, G and B themselves.
        matrix = matrix < 0 || matrix > MOST ? UNSPECIFIED : matrix;
        range = range == LIMITED || range == FULL ? range : UNSPECIFIED_RANGE;
    }

    private static int told(int codePoint) {
        return codePoint <= 0 || codePoint > MOST ? UNSPECIFIED : codePoint;
    }

    /** Returns these tags, and those of {@code other} where these say nothing. */
    public ColourTags or(ColourTags other) {
        return new ColourTags(primaries == UNSPECIFIED ? other.primaries : primaries,
                transfer == UNSPECIFIED ? other.transfer : transfer, matrix == UNSPECIFIED ? other.matrix : matrix,
                range == UNSPECIFIED_RANGE ? other.range : range);
    }
}
