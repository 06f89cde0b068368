package dev.telltale.ingest.window;

import dev.telltale.vision.colour.ColourTags;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.CodedVideo.SampleAspect;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.TimeBase;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * What an encoder with B-frames sends: groups of an anchor and the pictures before it, sent anchor first, dts as x264 writes it
 * (the sorted pts, set back by the reorder delay).
 */
record SimulatedVideo(CodedVideo video, List<MediaPacket> packets) {

    /**
     * Encodes.
     *
     * @param bFrames most pictures between two anchors
     * @param openGroups whether pictures shown before a key frame may be sent after it
     * @param variableRate whether the distance of frames varies, up to seconds
     */
    static SimulatedVideo encode(int frames, int bFrames, int gop, boolean openGroups, boolean variableRate, long start,
            TimeBase timeBase, long seed) {
        Random random = new Random(seed);
        long duration = Math.max(1, timeBase.fromMicros(40_000));
        int reorder = bFrames == 0 ? 0 : bFrames == 1 ? 1 : 2;
        List<Long> shown = new ArrayList<>();
        long time = start;
        for (int i = 0; i < frames; i++) {
            shown.add(time);
            time += !variableRate
                    ? duration
                    : random.nextInt(20) == 0
                            ? duration * random.nextInt(1, 120)
                            : duration * random.nextInt(1, 4);
        }
        List<Integer> order = new ArrayList<>();
        Set<Integer> keys = new HashSet<>(Set.of(0));
        order.add(0);
        for (int last = 0; last < frames - 1;) {
            int anchor = Math.min(frames - 1, last + 1 + random.nextInt(bFrames + 1));
            int nextKey = keys.stream().mapToInt(Integer::intValue).max().orElse(0) + gop;
            if (anchor >= nextKey) {
                anchor = openGroups ? anchor : Math.max(last + 1, Math.min(anchor, nextKey));
                if (openGroups || anchor == last + 1) {
                    keys.add(anchor);
                } else {
                    anchor = last + 1;
                }
            }
            addGroup(order, last, anchor, reorder);
            last = anchor;
        }
        CodedVideo video = new CodedVideo("sim", ByteBuffer.allocate(0), timeBase, 64, 64, 0, SampleAspect.SQUARE,
                ColourTags.NONE,
                reorder,
                reorder * duration, duration);
        List<MediaPacket> packets = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            long dts = i < reorder ? shown.getFirst() - (reorder - i) * duration : shown.get(i - reorder);
            packets.add(new MediaPacket(shown.get(order.get(i)), dts, duration, keys.contains(order.get(i)),
                    ByteBuffer.wrap(new byte[]{(byte) i, (byte) (i >> 8)})));
        }
        return new SimulatedVideo(video, packets);
    }

    /** Anchor first; with a pyramid the middle picture next, then the others in order. */
    private static void addGroup(List<Integer> order, int last, int anchor, int reorder) {
        order.add(anchor);
        int middle = reorder == 2 && anchor - last > 2 ? (last + anchor) / 2 : -1;
        if (middle > last) {
            order.add(middle);
        }
        for (int i = last + 1; i < anchor; i++) {
            if (i != middle) {
                order.add(i);
            }
        }
    }

    /** A decoder that puts frames in order by holding back as many as the stream says. */
    static final class Decoder {
        private final int holds;
        private final PriorityQueue<Long> held = new PriorityQueue<>();
        private final List<Long> shown = new ArrayList<>();

        Decoder(CodedVideo video) {
            holds = video.reorderFrames();
        }

        void feed(List<MediaPacket> packets, boolean drain) {
            for (MediaPacket packet : packets) {
                held.add(packet.pts());
                if (held.size() > holds) {
                    shown.add(held.remove());
                }
            }
            while (drain && !held.isEmpty()) {
                shown.add(held.remove());
            }
        }

        List<Long> shown() {
            return shown;
        }
    }
}
