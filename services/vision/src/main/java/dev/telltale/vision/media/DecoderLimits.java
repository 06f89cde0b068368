package dev.telltale.vision.media;

/**
 * What a decoder may be made to spend. A small file can ask for much: 749 kB of PNG unfold to 805 MB, 8 MB of MP4 to
 * 600,000 frames.
 *
 * @param maxPixels width x height of a picture, coded or shown
 * @param maxFramesPerSecond frames handed out per second of presentation time; more are dropped and counted
 * @param threads slice threads; frames are never decoded in parallel, since that would delay them and make restarts
 *        differ
 */
public record DecoderLimits(long maxPixels, int maxFramesPerSecond, int threads) {
    /** Pictures up to 8192 x 4320, 240 frames a second, one thread. */
    public static final DecoderLimits DEFAULT = new DecoderLimits(8192L * 4320, 240, 1);

    public DecoderLimits {
        if (maxPixels < 1 || maxFramesPerSecond < 1 || threads < 1) {
            throw new IllegalArgumentException("decoder limits must be at least 1, got: " + maxPixels + " pixels, "
                    + maxFramesPerSecond + " frames a second, " + threads + " threads");
        }
    }
}
