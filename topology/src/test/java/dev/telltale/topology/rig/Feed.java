package dev.telltale.topology.rig;

import dev.telltale.schemas.Box;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.TrackInWindow;

import java.util.Arrays;
import java.util.List;

/** A stream that is fed window by window: marks and the scores of some detectors. */
public final class Feed {
    private final Rig rig;
    private final String stream;
    private final List<String> detectors;

    private String epoch = "01";
    private long window;
    private long captured;

    /** A stream that begins. */
    public Feed(Rig rig, String stream, String... detectors) {
        this.rig = rig;
        this.stream = stream;
        this.detectors = List.of(detectors);
    }

    /** A connection of its own begins, so many windows after the last one. */
    public Feed epoch(String name, long gap) {
        epoch = name;
        window = 0;
        captured += gap;
        return this;
    }

    /** Windows in which one track has this log-likelihood ratio from every detector. */
    public Feed windows(int count, int track, double llr) {
        return windows(count, track, llr, detectors);
    }

    /** Windows in which only some detectors speak. */
    public Feed windows(int count, int track, double llr, List<String> speaking) {
        for (int i = 0; i < count; i++) {
            mark(Samples.face(track));
            speaking.forEach(detector -> score(window - 1, track, detector, llr));
        }
        return this;
    }

    /** Windows without a face. */
    public Feed empty(int count) {
        for (int i = 0; i < count; i++) {
            mark();
        }
        return this;
    }

    /** One window with a face somewhere. */
    public Feed at(Box box, int track, double llr) {
        mark(Samples.face(track, box, 1));
        detectors.forEach(detector -> score(window - 1, track, detector, llr));
        return this;
    }

    /** The mark of the next window. */
    public Feed mark(TrackInWindow... faces) {
        rig.mark(Samples.mark(stream, epoch, window, faces)
                .setCaptureStart(Samples.START.plusMillis(captured * Samples.MILLIS)).build());
        window++;
        captured++;
        return this;
    }

    /** A score of the epoch under way. */
    public Feed score(long of, int track, String detector, double llr) {
        rig.score(Samples.score(stream, epoch, of, track, detector, llr).build());
        return this;
    }

    /** The epoch is over. */
    public Feed end() {
        rig.mark(Samples.unseen(stream, epoch, window, MarkReason.EPOCH_END).build());
        return this;
    }

    /** Number of the next window. */
    public long next() {
        return window;
    }

    /** The detectors without some. */
    public List<String> without(String... silent) {
        return detectors.stream().filter(detector -> !Arrays.asList(silent).contains(detector)).toList();
    }
}
