package dev.telltale.vision.media;

import java.time.Duration;

/**
 * How much of an input is taken before it is refused.
 *
 * @param maxStreams streams in the container
 * @param maxBytes bytes read; for a live source, per connection: {@link Long#MAX_VALUE}
 * @param maxDuration length of a recording
 * @param maxPixels coded width times height
 * @param maxPacketBytes size of one packet
 * @param probeBytes bytes that may be looked at to find out what it is
 * @param analyze media time that may be looked at to find out codec parameters
 */
public record InputLimits(int maxStreams, long maxBytes, Duration maxDuration, long maxPixels, int maxPacketBytes,
        int probeBytes, Duration analyze) {
    /** For recordings: 16 streams, 1 TiB, 48 hours, 8K pictures. */
    public static final InputLimits RECORDING = new InputLimits(16, 1L << 40, Duration.ofDays(2), 7680L * 4320,
            32 << 20,
            5 << 20, Duration.ofSeconds(5));
    /** For live sources: as recordings, but endless. */
    public static final InputLimits LIVE = new InputLimits(16, Long.MAX_VALUE, Duration.ofDays(36_500),
            7680L * 4320,
            32 << 20, 2 << 20, Duration.ofSeconds(2));
    /** For transport streams: as live sources, but a multiplex has many streams, and its pieces lie far apart. */
    public static final InputLimits TRANSPORT = new InputLimits(256, Long.MAX_VALUE, Duration.ofDays(36_500),
            7680L * 4320,
            32 << 20, 8 << 20, Duration.ofSeconds(3));

    public InputLimits {
        require("max-streams", maxStreams);
        require("max-bytes", maxBytes);
        require("max-duration", maxDuration.toSeconds());
        require("max-pixels", maxPixels);
        require("max-packet-bytes", maxPacketBytes);
        require("analyze", analyze.toMillis());
        if (probeBytes < 2048) {
            throw new IllegalArgumentException("probe-bytes must be at least 2048, got: " + probeBytes);
        }
    }

    private static void require(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, got: " + value);
        }
    }
}
