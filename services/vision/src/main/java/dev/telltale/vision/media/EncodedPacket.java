package dev.telltale.vision.media;

import java.nio.ByteBuffer;

/**
 * One packet of an elementary stream, in decode order.
 *
 * @param pts presentation time, units of the stream's time base
 * @param dts decoding time, units of the stream's time base
 * @param duration units of the time base; 0: not known
 * @param key true where decoding can begin
 * @param data the bytes between position and limit; read without moving either
 */
public record EncodedPacket(long pts, long dts, long duration, boolean key, ByteBuffer data) {}
