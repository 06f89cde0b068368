package dev.telltale.vision.media;

import java.util.ArrayList;
import java.util.List;

/**
 * Knows from which picture on a decoder shows whole pictures that begins at a key packet. Mostly that is the key picture itself;
 * with intra refresh, where no picture is coded without others and each renews a stripe, it is a picture up to a second later,
 * and the decoder keeps back those before it. A window that holds one of these must be decoded from an earlier key packet.
 */
public final class EntryPoints {
    private final H264Units units;
    private final boolean h264;
    private final List<Pending> pending = new ArrayList<>();
    private boolean any;

    /** A key packet whose stripes are not complete. */
    private record Pending(long record, int references) {}

    /**
     * A place at which decoding can begin.
     *
     * @param pts presentation time of the first whole picture
     * @param record what the caller called the place of the key packet
     */
    public record Entry(long pts, long record) {}

    public EntryPoints(CodedVideo video) {
        this.h264 = video.codec().equals("h264");
        this.units = new H264Units(video.extradata());
    }

    /** Takes packets in decode order, and returns the entries that are known with this one. */
    public List<Entry> see(MediaPacket packet, long record) {
        if (!h264) {
            return packet.key() ? List.of(new Entry(packet.pts(), record)) : List.of();
        }
        if (!packet.key() && pending.isEmpty()) {
            return List.of();
        }
        H264Units.Beginning beginning = units.beginning(packet.data());
        List<Entry> found = new ArrayList<>(beginning.reference() ? completed(packet.pts()) : List.of());
        if (packet.key()) {
            // Whoever decodes from the first key packet shows the same pictures again if it begins there again.
            if (!any || beginning.recoveryFrames() == 0) {
                found.add(new Entry(packet.pts(), record));
            } else {
                pending.add(new Pending(record, beginning.recoveryFrames()));
            }
            any = true;
        }
        return found;
    }

    private List<Entry> completed(long pts) {
        List<Entry> found = new ArrayList<>();
        List<Pending> later = new ArrayList<>();
        for (Pending one : pending) {
            if (one.references() <= 1) {
                found.add(new Entry(pts, one.record()));
            } else {
                later.add(new Pending(one.record(), one.references() - 1));
            }
        }
        pending.clear();
        pending.addAll(later);
        return found;
    }
}
