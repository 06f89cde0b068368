package dev.telltale.ingest;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What a source was found to give.
 *
 * @param live whether it goes on, rather than being a recording
 * @param codec FFmpeg's name
 * @param width pixels
 * @param height pixels
 * @param framesPerSecond as counted, not as the container says
 * @param keyFrameEvery mean time from one key frame to the next; empty where there was no second one
 * @param bitsPerSecond of the video
 * @param firstPacketAfter from the attempt to the first packet
 * @param lookedAt presentation time that was looked at
 */
public record SourceReport(boolean live, String codec, int width, int height, double framesPerSecond,
        Optional<Duration> keyFrameEvery, long bitsPerSecond, Duration firstPacketAfter, Duration lookedAt) {

    /** One line for a person. */
    public String sentence() {
        String keys = keyFrameEvery.map(every -> "a key frame every " + seconds(every))
                .orElse("no second key frame within " + seconds(lookedAt));
        return String.format(Locale.ROOT,
                "%s %s, %d x %d, %.2f frames a second, %s, %.2f Mbit/s; first packet after %s",
                live ? "live" : "a recording:", codec, width, height, framesPerSecond, keys, bitsPerSecond / 1e6,
                seconds(firstPacketAfter));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
