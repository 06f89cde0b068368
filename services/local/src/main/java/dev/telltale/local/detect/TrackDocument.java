package dev.telltale.local.detect;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One face, followed through one unbroken piece of the file.
 *
 * @param track its number: that of the topics; in a file of several epochs the numbers go on from one epoch to the next
 * @param box median box: left, top, width and height in pixels of the picture as shown
 * @param startSeconds when it was first seen
 * @param endSeconds when it was last seen
 * @param verdict the answer for this face
 * @param reason why, in one sentence
 * @param fakeProbability from the mean log-likelihood ratio of its judged windows; null where none was judged
 * @param windows one for each window of time in which it was seen
 */
public record TrackDocument(int track, List<Integer> box, double startSeconds, double endSeconds, VerdictWord verdict,
        String reason, @Nullable Double fakeProbability, List<WindowDocument> windows) {}
