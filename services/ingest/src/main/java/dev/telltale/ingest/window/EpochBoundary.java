package dev.telltale.ingest.window;

import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.MediaPacket;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/** Decides whether a packet still belongs to the epoch under way. Made anew for each epoch. */
public final class EpochBoundary {
    /** Steps back up to this are disorder, to be mended; beyond it the clock was set back. */
    private static final Duration DISORDER = Duration.ofSeconds(1);

    private final Duration longestHole;
    private @Nullable CodedVideo video;
    private long last = MediaPacket.NO_TIME;

    /**
     * Starts an epoch.
     *
     * @param longestHole a step forward in media time beyond this begins a new epoch
     */
    public EpochBoundary(Duration longestHole) {
        this.longestHole = longestHole;
    }

    /** Takes the packet in and returns nothing, or says why it begins a new epoch and leaves everything as it was. */
    public Optional<String> crossing(MediaPacket packet, CodedVideo now) {
        CodedVideo before = video;
        if (before != null && !before.equals(now)) {
            return Optional.of(change(before, now));
        }
        long time = packet.dts() == MediaPacket.NO_TIME ? packet.pts() : packet.dts();
        if (time != MediaPacket.NO_TIME && last != MediaPacket.NO_TIME) {
            long step = time - last;
            if (step > now.timeBase().toUnits(longestHole)) {
                return Optional.of("timestamps jumped forward by " + seconds(now, step));
            }
            if (-step > now.timeBase().toUnits(DISORDER)) {
                return Optional.of("timestamps jumped back by " + seconds(now, -step));
            }
        }
        video = now;
        last = time == MediaPacket.NO_TIME ? last : time;
        return Optional.empty();
    }

    private static String change(CodedVideo before, CodedVideo now) {
        if (!before.codec().equals(now.codec())) {
            return "codec changed from " + before.codec() + " to " + now.codec();
        }
        if (before.width() != now.width() || before.height() != now.height()) {
            return "picture size changed from " + before.width() + " x " + before.height() + " to " + now.width()
                    + " x "
                    + now.height();
        }
        return "codec headers changed";
    }

    private static String seconds(CodedVideo video, long units) {
        return Duration.ofMillis(video.timeBase().toMicros(units) / 1000).toString().substring(2)
                .toLowerCase(java.util.Locale.ROOT);
    }
}
