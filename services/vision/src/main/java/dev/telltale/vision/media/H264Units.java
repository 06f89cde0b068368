package dev.telltale.vision.media;

import java.nio.ByteBuffer;

/** Reads the beginning of H.264 packets (ITU-T H.264): what stands before the first slice, in either way of parting units. */
final class H264Units {
    private static final int IDR = 5;
    private static final int SEI = 6;
    private static final int RECOVERY_POINT = 6;
    private static final int MORE = 0xff;

    /** Bytes of a unit's length; 0 where units are parted by start codes (annex B). */
    private final int lengthBytes;

    /** @param extradata of the stream: MP4's headers say how long lengths are */
    H264Units(ByteBuffer extradata) {
        boolean mp4 = extradata.remaining() > 4 && extradata.get(extradata.position()) == 1;
        this.lengthBytes = mp4 ? (extradata.get(extradata.position() + 4) & 3) + 1 : 0;
    }

    /**
     * What a packet begins with.
     *
     * @param recoveryFrames reference pictures after this one until a decoder that begins here shows whole pictures
     * @param reference whether others refer to this picture
     */
    record Beginning(int recoveryFrames, boolean reference) {}

    Beginning beginning(ByteBuffer packet) {
        ByteBuffer data = packet.slice();
        int recovery = 0;
        for (int at = first(data); at >= 0 && at < data.limit(); at = next(data, at)) {
            int type = data.get(at) & 31;
            if (type >= 1 && type <= IDR) {
                return new Beginning(type == IDR ? 0 : recovery, (data.get(at) & 0x60) != 0);
            }
            if (type == SEI) {
                recovery = Math.max(recovery, recoveryFrames(data, at + 1));
            }
        }
        return new Beginning(recovery, true);
    }

    private int first(ByteBuffer data) {
        return lengthBytes == 0 ? afterStartCode(data, 0) : lengthBytes;
    }

    private int next(ByteBuffer data, int at) {
        if (lengthBytes == 0) {
            return afterStartCode(data, at);
        }
        long length = 0;
        for (int i = lengthBytes; i > 0; i--) {
            length = 256 * length + (data.get(at - i) & 0xff);
        }
        long after = at + length + lengthBytes;
        return length == 0 || after >= data.limit() ? -1 : (int) after;
    }

    private static int afterStartCode(ByteBuffer data, int from) {
        for (int i = from; i + 3 < data.limit(); i++) {
            if (data.get(i) == 0 && data.get(i + 1) == 0 && data.get(i + 2) == 1) {
                return i + 3;
            }
        }
        return -1;
    }

    /** Annex D.1: messages of a type and a size, each a sum of bytes of which only the last is less than 255. */
    private static int recoveryFrames(ByteBuffer data, int from) {
        int at = from;
        while (at < data.limit() && data.get(at) != (byte) 0x80) {
            int type = 0;
            int size = 0;
            for (; at(data, at) == MORE; at++) {
                type += MORE;
            }
            type += at(data, at++);
            for (; at(data, at) == MORE; at++) {
                size += MORE;
            }
            size += at(data, at++);
            if (type == RECOVERY_POINT) {
                return unsigned(data, at);
            }
            at += size;
        }
        return 0;
    }

    /** A byte; 0 behind the end, so that what is cut off or made up ends every loop. */
    private static int at(ByteBuffer data, int index) {
        return index < data.limit() ? data.get(index) & MORE : 0;
    }

    /** Clause 9.1, ue(v). Values that fit into a recovery point need no emulation prevention. */
    private static int unsigned(ByteBuffer data, int from) {
        int zeros = 0;
        while (zeros < 16 && bit(data, from, zeros) == 0) {
            zeros++;
        }
        int value = 0;
        for (int i = 0; i <= zeros; i++) {
            value = 2 * value + bit(data, from, zeros + i);
        }
        return zeros == 16 ? 0 : value - 1;
    }

    private static int bit(ByteBuffer data, int from, int index) {
        return (at(data, from + index / 8) >> (7 - index % 8)) & 1;
    }
}
