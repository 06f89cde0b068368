package dev.telltale.vision.media;

/**
 * What a decoder has done since it was made.
 *
 * @param frames frames handed out
 * @param errors packets or frames it reported as broken, flagged as corrupt or could not show
 * @param late frames that came out after a later one, dropped
 * @param beforeKey packets skipped while waiting for a key frame
 * @param overLimit frames dropped because there were too many a second
 */
public record DecodeCounts(long frames, long errors, long late, long beforeKey, long overLimit) {
    public static final DecodeCounts NONE = new DecodeCounts(0, 0, 0, 0, 0);

    /** What happened since {@code earlier}. */
    public DecodeCounts since(DecodeCounts earlier) {
        return new DecodeCounts(frames - earlier.frames, errors - earlier.errors, late - earlier.late,
                beforeKey - earlier.beforeKey, overLimit - earlier.overLimit);
    }

    /** Everything that a viewer would have missed. */
    public long lost() {
        return errors + late;
    }
}
