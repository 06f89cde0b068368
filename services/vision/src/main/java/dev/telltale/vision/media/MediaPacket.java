package dev.telltale.vision.media;

import java.nio.ByteBuffer;

/**
 * One encoded packet as it came out of the container.
 *
 * @param pts presentation time in units of the stream's time base, or {@link #NO_TIME}
 * @param dts decoding time in units of the stream's time base, or {@link #NO_TIME}
 * @param duration duration in units, 0 where it is not known
 * @param key true where decoding can begin
 * @param data the bytes, on the heap; read them through {@code duplicate()}
 */
public record MediaPacket(long pts, long dts, long duration, boolean key, ByteBuffer data) {
    /** What a container says when it does not know a time (FFmpeg's {@code AV_NOPTS_VALUE}). */
    public static final long NO_TIME = Long.MIN_VALUE;

    /** Number of bytes. */
    public int size() {
        return data.remaining();
    }

    /** Returns the same packet at another time. */
    public MediaPacket at(long newPts, long newDts) {
        return new MediaPacket(newPts, newDts, duration, key, data);
    }
}
