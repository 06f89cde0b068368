package dev.telltale.faces;

import dev.telltale.vision.Picture;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.PacketDecoder;
import dev.telltale.vision.tracking.FaceTracker;
import dev.telltale.vision.tracking.TrackedFace;
import dev.telltale.vision.tracking.TrackerState;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/** The faces in some seconds of video, found as the service would find them, for somebody who wants to know beforehand. One thread. */
public final class FaceCount implements AutoCloseable {
    private final FacesSettings settings = FacesSettings.DEFAULT;
    private final VisionTools tools;
    private @Nullable CodedVideo video;
    private @Nullable PacketDecoder decoder;
    private @Nullable FaceTracker tracker;
    private int pictures;
    private int atOnce;
    private int largest;

    /**
     * What was found.
     *
     * @param pictures that were decoded
     * @param atOnce most faces in one picture
     * @param largestPixels longer side of the largest one, pixels
     */
    public record Found(int pictures, int atOnce, int largestPixels) {}

    /**
     * Nothing yet.
     *
     * @param store where the landmark network is; the bundled one is put there first
     * @throws dev.telltale.detectors.packages.PackageException where the store holds none that can be used
     */
    public FaceCount(Path store) {
        this.tools = VisionTools.withCascade(LandmarkStore.newest(store));
    }

    /**
     * Takes the next packet.
     *
     * @param of what it belongs to; another than before begins anew
     * @throws dev.telltale.vision.media.UndecodableException where no decoder can be opened for it
     */
    public void add(CodedVideo of, MediaPacket packet) {
        PacketDecoder open = decoder;
        if (open == null || !of.equals(video)) {
            open = begin(of, packet);
        }
        open.decode(packet, this::look);
    }

    /** What there was in all that was taken. */
    public Found found() {
        if (decoder != null) {
            decoder.drain(this::look);
        }
        return new Found(pictures, atOnce, largest);
    }

    private PacketDecoder begin(CodedVideo of, MediaPacket first) {
        end();
        long origin = first.pts() == MediaPacket.NO_TIME ? first.dts() : first.pts();
        PacketDecoder open = new PacketDecoder(of, origin == MediaPacket.NO_TIME ? 0 : origin, settings.limits());
        decoder = open;
        video = of;
        tracker = new FaceTracker(tools.detector(), tools.closeUp(), tools.landmarks(), settings.tracker(),
                TrackerState.START);
        return open;
    }

    private void look(Picture picture) {
        try (picture) {
            if (tracker == null) {
                return;
            }
            List<TrackedFace> faces = tracker.track(picture);
            pictures++;
            atOnce = Math.max(atOnce, faces.size());
            faces.forEach(face -> largest = Math.max(largest, Math.round(face.landmarks().box().longerSide())));
        }
    }

    private void end() {
        if (decoder != null) {
            decoder.close();
        }
        if (tracker != null) {
            tracker.close();
        }
    }

    @Override
    public void close() {
        end();
        tools.close();
    }
}
