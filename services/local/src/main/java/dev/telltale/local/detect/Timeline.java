package dev.telltale.local.detect;

import dev.telltale.local.detect.StreamEvidence.EpochStart;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.WindowMark;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns an epoch's own times and numbers into those of the file: seconds from its first picture, faces numbered through. */
final class Timeline {
    private static final double MICROS = 1e6;
    private final Map<String, Long> startMicros = new HashMap<>();
    private final Map<String, Instant> captureOrigin = new HashMap<>();
    /** Where the last window of an epoch ends: it may be shorter than the others, and the topics name it by its number. */
    private final Map<String, Long> endMicros = new HashMap<>();
    private final Map<String, Integer> firstTrack = new LinkedHashMap<>();

    Timeline(StreamEvidence evidence) {
        long origin = evidence.epochs().stream().mapToLong(EpochStart::startMicros).min().orElse(0);
        for (EpochStart epoch : evidence.epochs()) {
            startMicros.put(epoch.epoch(), epoch.startMicros() - origin);
        }
        Map<String, Integer> highest = new HashMap<>();
        for (WindowMark mark : evidence.marks()) {
            if (mark.getReason() != MarkReason.EPOCH_END) {
                Instant origins = mark.getCaptureStart().minusMillis(mark.getWindow() * mark.getWindowMillis());
                captureOrigin.merge(mark.getEpoch(), origins, (a, b) -> a.isBefore(b) ? a : b);
                long end = mark.getWindow() * mark.getWindowMillis() * 1000L + Math.round(mark.getSeconds() * MICROS);
                endMicros.merge(mark.getEpoch(), end, Math::max);
            }
            mark.getTracks().forEach(track -> highest.merge(mark.getEpoch(), track.getTrack(), Math::max));
        }
        int next = 0;
        for (EpochStart epoch : evidence.epochs()) {
            firstTrack.put(epoch.epoch(), next);
            next += highest.getOrDefault(epoch.epoch(), 0);
        }
    }

    /** Seconds from the file's start of a moment in an epoch. */
    double seconds(String epoch, long micros) {
        return Rounded.seconds((startMicros.getOrDefault(epoch, 0L) + micros) / MICROS);
    }

    /** Seconds from the file's start of a capture time, at most where the epoch ends. */
    double seconds(String epoch, Instant captured) {
        Instant origin = captureOrigin.getOrDefault(epoch, captured);
        long micros = Duration.between(origin, captured).toNanos() / 1000;
        return seconds(epoch, Math.min(micros, endMicros.getOrDefault(epoch, Long.MAX_VALUE)));
    }

    /** The number of a face in the file. */
    int track(String epoch, int track) {
        return firstTrack.getOrDefault(epoch, 0) + track;
    }
}
