package dev.telltale.trainer.importing;

import dev.telltale.schemas.Truth;
import dev.telltale.vision.LandmarkPrediction;
import dev.telltale.vision.Picture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The faces of one clip, followed from its first frame with a face through the frames that fill slots. */
final class ClipFaces {
    private static final class Followed {
        private final Truth truth;
        private final int track;
        private final TreeMap<Long, List<SeenFace>> windows = new TreeMap<>();
        private LandmarkPrediction last;
        private boolean lost;

        Followed(LandmarkPrediction first, Truth truth, int track) {
            this.last = first;
            this.truth = truth;
            this.track = track;
        }
    }

    private final LabelledClip clip;
    private final FaceFinder finder;
    private final FaceCutter cutter;
    private final ImportSettings settings;
    private final Instant captured;
    private final List<Followed> faces = new ArrayList<>();
    private Windows.PictureSize size = new Windows.PictureSize(0, 0);
    private long firstMicros = Long.MIN_VALUE;
    private long lastStep = -1;
    private boolean enough;

    ClipFaces(LabelledClip clip, FaceFinder finder, FaceCutter cutter, ImportSettings settings, Instant captured) {
        this.clip = clip;
        this.finder = finder;
        this.cutter = cutter;
        this.settings = settings;
        this.captured = captured;
    }

    /** Whether as many windows as wanted have been filled. */
    boolean enough() {
        return enough;
    }

    /** Takes the next frame of the clip; looks only at those that fill a slot with a crop. */
    void look(Picture picture) {
        long micros = picture.time().micros();
        if (firstMicros == Long.MIN_VALUE) {
            firstMicros = micros;
        }
        long slot = (micros - firstMicros) * ImportSettings.SLOTS / (settings.window().toNanos() / 1000);
        enough = slot >= (long) ImportSettings.SLOTS * settings.windowsPerClip();
        if (enough || slot / settings.slotStep() == lastStep) {
            return;
        }
        lastStep = slot / settings.slotStep();
        if (faces.isEmpty()) {
            for (LandmarkPrediction face : finder.find(picture)) {
                Truth truth = clip.truthOf(face.landmarks().box(), picture.width());
                faces.add(new Followed(face, truth, faces.size() + 1));
            }
        }
        faces.forEach(face -> follow(face, picture, slot));
    }

    private void follow(Followed face, Picture picture, long slot) {
        if (face.lost) {
            return;
        }
        Optional<LandmarkPrediction> found = finder.follow(picture, face.last);
        if (found.isEmpty()) {
            face.lost = true;
            return;
        }
        face.last = found.get();
        int asked = (int) (slot % ImportSettings.SLOTS) / settings.slotStep() * settings.slotStep();
        face.windows.computeIfAbsent(slot / ImportSettings.SLOTS, window -> new ArrayList<>())
                .add(cutter.cut(picture, face.last, asked));
        size = Windows.PictureSize.of(picture);
    }

    /** Publishes the windows, unfinished ones at the clip's end too, and returns how many. */
    int publishTo(FaceWindowSink sink) {
        int published = 0;
        for (Followed face : faces) {
            for (Map.Entry<Long, List<SeenFace>> window : face.windows.entrySet()) {
                sink.publish(Windows.of(window.getValue(), face.truth, window.getKey(), face.track, size, settings,
                        captured));
                published++;
            }
        }
        return published;
    }
}
