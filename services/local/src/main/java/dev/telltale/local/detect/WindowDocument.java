package dev.telltale.local.detect;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * One face in one window of time.
 *
 * @param window number of the window in its epoch
 * @param startSeconds the first frame of the face in it
 * @param endSeconds the last frame of the face in it
 * @param fakeProbability fused probability at even prior odds; null where no detector had an opinion
 * @param partial true where a detector's answer was waited for and never came; false where it merely abstained
 * @param contributions calibrated log-likelihood ratio of each detector; null where it had no opinion
 */
public record WindowDocument(long window, double startSeconds, double endSeconds, @Nullable Double fakeProbability,
        boolean partial, Map<String, @Nullable Double> contributions) {}
