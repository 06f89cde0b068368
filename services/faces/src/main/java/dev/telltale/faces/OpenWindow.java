package dev.telltale.faces;

import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.FaceSlot;
import dev.telltale.vision.Landmarks;
import dev.telltale.vision.Picture;
import dev.telltale.vision.quality.FaceQuality;
import dev.telltale.vision.tracking.TrackedFace;
import dev.telltale.vision.tracking.TrackerState;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * A window that is being filled. Holds at most one picture: the frame that so far lies nearest to the centre of its slot.
 */
final class OpenWindow implements AutoCloseable {
    private final SlotGrid grid;
    private final TrackerState before;
    private final DetectorPlan plan;
    private final VisionTools tools;
    private final CropPacker packer;
    private final Set<Integer> wanted;
    private final TreeMap<Integer, TrackWindow> tracks = new TreeMap<>();
    private final List<Long> micros = new ArrayList<>();
    private @Nullable Candidate candidate;
    private int width;
    private int height;
    private int reduced;

    private record Candidate(Picture picture, List<TrackedFace> faces) {}

    /** @param before what the tracker knew before the first frame of this window */
    OpenWindow(SlotGrid grid, TrackerState before, DetectorPlan plan, VisionTools tools, int maxRecordBytes) {
        this.grid = grid;
        this.before = before;
        this.plan = plan;
        this.tools = tools;
        this.packer = new CropPacker(plan, maxRecordBytes);
        this.wanted = new HashSet<>(plan.getSlots());
    }

    /** Takes over the picture. */
    void add(Picture picture, List<TrackedFace> faces) {
        micros.add(picture.time().micros());
        width = picture.width();
        height = picture.height();
        for (TrackedFace face : faces) {
            tracks.computeIfAbsent(face.track(), TrackWindow::new).seen(picture.time(), face.landmarks().box());
        }
        Candidate known = candidate;
        if (known != null && grid.slot(known.picture().time()) == grid.slot(picture.time())) {
            boolean nearer = grid.distance(picture.time()) < grid.distance(known.picture().time());
            (nearer ? known.picture() : picture).close();
            candidate = nearer ? new Candidate(picture, faces) : known;
            return;
        }
        flush();
        candidate = new Candidate(picture, faces);
    }

    private void flush() {
        Candidate chosen = candidate;
        candidate = null;
        if (chosen == null) {
            return;
        }
        try (Picture picture = chosen.picture()) {
            for (TrackedFace face : chosen.faces()) {
                look(picture, face);
            }
        }
    }

    private void look(Picture picture, TrackedFace face) {
        int slot = grid.slot(picture.time());
        FaceQuality.Measures measures = tools.quality().measure(picture, face.landmarks());
        TrackWindow track = tracks.computeIfAbsent(face.track(), TrackWindow::new);
        track.slot(describe(slot, picture, face, measures), face.confidence() * measures.worth());
        if (wanted.contains(slot)) {
            CropPacker.Packed packed = packer.cut(slot, picture, face.landmarks(), tools.sampler());
            reduced += packed.reduced() ? 1 : 0;
            if (packed.crop() != null) {
                track.crop(packed.crop());
            }
        }
    }

    private static FaceSlot describe(int slot, Picture picture, TrackedFace face, FaceQuality.Measures measures) {
        Landmarks landmarks = face.landmarks();
        return FaceSlot.newBuilder().setSlot(slot).setMicros(picture.time().micros())
                .setBox(Converted.box(landmarks.box())).setLandmarks(Converted.floats(landmarks.toArray()))
                .setYaw((float) measures.pose().yaw()).setPitch((float) measures.pose().pitch())
                .setRoll((float) measures.pose().roll()).setSharpness((float) measures.sharpness())
                .setBrightness((float) measures.brightness()).setInterocular((float) measures.interocular())
                .setConfidence(face.confidence()).build();
    }

    /** The tracks seen in a frame that a slot holds, by number. Call when the last frame is in. */
    List<TrackWindow> finish() {
        flush();
        return tracks.values().stream().filter(track -> !track.slots().isEmpty()).toList();
    }

    SlotGrid grid() {
        return grid;
    }

    TrackerState before() {
        return before;
    }

    DetectorPlan plan() {
        return plan;
    }

    List<Long> micros() {
        return micros;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Crops that had to be packed smaller than the plan asks for, or left out. */
    int reduced() {
        return reduced;
    }

    @Override
    public void close() {
        if (candidate != null) {
            candidate.picture().close();
            candidate = null;
        }
    }
}
