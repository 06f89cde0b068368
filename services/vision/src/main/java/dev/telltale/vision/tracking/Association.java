package dev.telltale.vision.tracking;

import dev.telltale.vision.Box;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Pairs boxes of tracks with boxes of detections, the largest overlap first. */
final class Association {
    /** A cascade's boxes differ by a fifth from one size to the next; what it sees in a part of a face is half as large. */
    private static final float ALIKE = 1.6f;

    private Association() {}

    /** True where both are about as large: an ear or a chin inside of a face vouches for no face. */
    static boolean alike(Box one, Box other) {
        float ratio = one.longerSide() / Math.max(1, other.longerSide());
        return ratio < ALIKE && ratio > 1 / ALIKE;
    }

    /**
     * A pair.
     *
     * @param track index of the track
     * @param detection index of the detection
     * @param iou their intersection over union
     */
    record Pair(int track, int detection, float iou) {}

    static List<Pair> pair(List<Box> tracks, List<Box> detections, float minIou) {
        List<Pair> candidates = new ArrayList<>();
        for (int t = 0; t < tracks.size(); t++) {
            for (int d = 0; d < detections.size(); d++) {
                float iou = tracks.get(t).iou(detections.get(d));
                if (iou >= minIou && alike(tracks.get(t), detections.get(d))) {
                    candidates.add(new Pair(t, d, iou));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Pair::iou).reversed().thenComparingInt(Pair::track)
                .thenComparingInt(Pair::detection));
        Set<Integer> usedTracks = new HashSet<>();
        Set<Integer> usedDetections = new HashSet<>();
        List<Pair> pairs = new ArrayList<>();
        for (Pair pair : candidates) {
            if (!usedTracks.contains(pair.track()) && !usedDetections.contains(pair.detection())) {
                usedTracks.add(pair.track());
                usedDetections.add(pair.detection());
                pairs.add(pair);
            }
        }
        return pairs;
    }
}
