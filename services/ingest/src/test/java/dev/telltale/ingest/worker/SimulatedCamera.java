package dev.telltale.ingest.worker;

import dev.telltale.vision.colour.ColourTags;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.CodedVideo.SampleAspect;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.PacketSource;
import dev.telltale.vision.media.TimeBase;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Five pictures a second in groups of an anchor and the two B-frames before it; reading a packet moves the clock to its arrival.
 * Pictures are numbered in the order in which they are shown, and carry their number.
 */
final class SimulatedCamera implements PacketSource, InstantSource {
    static final Duration FRAME = Duration.ofMillis(200);
    private static final int KEY_EVERY = 250;
    private static final int UNITS_PER_SECOND = 90_000;
    private static final long UNITS = UNITS_PER_SECOND / 5;
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private final int frames;
    private final double clockRate;
    private final UnaryOperator<Duration> arrival;
    private int sent;
    private Instant now = START;

    /**
     * A camera.
     *
     * @param frames whole groups of three after the first
     * @param partsPerMillion how much its clock is too fast
     * @param arrival of what it sent so long after it began, on our clock
     */
    SimulatedCamera(int frames, int partsPerMillion, UnaryOperator<Duration> arrival) {
        this.frames = frames;
        this.clockRate = 1 + partsPerMillion / 1e6;
        this.arrival = arrival;
    }

    /** When it took what it showed so long after its first picture by its own clock, on ours. */
    Instant taken(Duration media) {
        return START.plusNanos(Math.round(media.toNanos() / clockRate));
    }

    /** Presentation time of a picture, by the camera's clock. */
    long pts(int picture) {
        return Math.round(picture * UNITS * clockRate);
    }

    @Override
    public CodedVideo video() {
        return new CodedVideo("h264", ByteBuffer.allocate(0), new TimeBase(1, UNITS_PER_SECOND), 64, 64, 0,
                SampleAspect.SQUARE, ColourTags.NONE, 1, UNITS, UNITS);
    }

    @Override
    public Optional<Duration> duration() {
        return Optional.empty();
    }

    @Override
    public @Nullable MediaPacket read() {
        if (sent == frames) {
            return null;
        }
        int number = sent++;
        int picture = shown(number);
        Instant arrived = START.plus(arrival.apply(FRAME.multipliedBy(number + 1L)));
        now = arrived.isAfter(now) ? arrived : now;
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES).putInt(0, picture);
        return new MediaPacket(pts(picture), pts(number - 1), UNITS, number % KEY_EVERY == 0, bytes);
    }

    /** 0, 3 1 2, 6 4 5, ... */
    private static int shown(int number) {
        return number == 0 ? 0 : number % 3 == 1 ? number + 2 : number - 1;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void close() {}
}
