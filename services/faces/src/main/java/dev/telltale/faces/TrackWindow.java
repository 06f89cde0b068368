package dev.telltale.faces;

import dev.telltale.schemas.FaceCrop;
import dev.telltale.schemas.FaceSlot;
import dev.telltale.schemas.TrackInWindow;
import dev.telltale.vision.Box;
import dev.telltale.vision.MediaTime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What one window gathers of one track. */
final class TrackWindow {
    /** A window is worth what its best frames are worth. */
    private static final int BEST = 8;

    private final int track;
    private final List<Box> boxes = new ArrayList<>();
    private final List<FaceSlot> slots = new ArrayList<>();
    private final List<FaceCrop> crops = new ArrayList<>();
    private final List<Double> worths = new ArrayList<>();
    private long firstMicros = Long.MIN_VALUE;
    private long lastMicros;

    TrackWindow(int track) {
        this.track = track;
    }

    void seen(MediaTime time, Box box) {
        boxes.add(box);
        firstMicros = firstMicros == Long.MIN_VALUE ? time.micros() : firstMicros;
        lastMicros = time.micros();
    }

    void slot(FaceSlot slot, double worth) {
        slots.add(slot);
        worths.add(worth);
    }

    void crop(FaceCrop crop) {
        crops.add(crop);
    }

    int track() {
        return track;
    }

    List<FaceSlot> slots() {
        return slots;
    }

    List<FaceCrop> crops() {
        return crops;
    }

    long lastMicros() {
        return lastMicros;
    }

    /** Mean worth of the best eight slots; missing ones count as nothing. */
    float quality() {
        return (float) (worths.stream().sorted(Comparator.reverseOrder()).limit(BEST).mapToDouble(Double::doubleValue)
                .sum() / BEST);
    }

    TrackInWindow summary() {
        return new TrackInWindow(track, Converted.box(medianBox()), firstMicros, lastMicros, boxes.size(), quality());
    }

    private Box medianBox() {
        return new Box(median(Box::x), median(Box::y), median(Box::width), median(Box::height));
    }

    private float median(java.util.function.ToDoubleFunction<Box> side) {
        double[] sorted = boxes.stream().mapToDouble(side).sorted().toArray();
        return (float) sorted[sorted.length / 2];
    }
}
