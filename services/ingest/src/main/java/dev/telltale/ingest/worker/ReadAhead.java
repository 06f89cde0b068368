package dev.telltale.ingest.worker;

import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.PacketSource;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Packets of a connection that was opened before it was its turn: the newest are kept until they are wanted. What is kept begins at
 * a key frame, unless none has come yet, and is bounded in time and bytes. Used by the thread that reads.
 */
final class ReadAhead implements PacketSource {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int MOST_BYTES = 16 << 20;

    private record Kept(Instant arrived, MediaPacket packet, CodedVideo video) {}

    private final PacketSource packets;
    private final InterruptDeadline deadline;
    private final InstantSource clock;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private long bytes;
    private @Nullable CodedVideo video;

    /** Ahead on a connection that was opened under this deadline, and is read under it to its end. */
    ReadAhead(PacketSource packets, InterruptDeadline deadline, InstantSource clock) {
        this.packets = packets;
        this.deadline = deadline;
        this.clock = clock;
    }

    /** The deadline of the connection. */
    InterruptDeadline deadline() {
        return deadline;
    }

    /** Waits for a packet and keeps it; false at the end of the connection. */
    boolean keepNext() throws MediaInputException {
        deadline.progress();
        MediaPacket packet = packets.read();
        if (packet == null) {
            return false;
        }
        Instant now = clock.instant();
        kept.add(new Kept(now, packet, packets.video()));
        bytes += packet.size();
        while (!kept.isEmpty()
                && (bytes > MOST_BYTES || kept.getFirst().arrived().isBefore(now.minus(LONGEST)))) {
            dropToNextKey();
        }
        return true;
    }

    /** Forgets what came before the last key frame up to this time: it has been recorded by somebody else. */
    void forgetBefore(Instant time) {
        int before = 0;
        int recorded = 0;
        for (Kept one : kept) {
            if (one.arrived().isAfter(time)) {
                break;
            }
            recorded = one.packet().key() ? before : recorded;
            before++;
        }
        for (int i = 0; i < recorded; i++) {
            poll();
        }
    }

    @Override
    public CodedVideo video() {
        CodedVideo last = video;
        if (last != null) {
            return last;
        }
        return kept.isEmpty() ? packets.video() : kept.getFirst().video();
    }

    @Override
    public Optional<Duration> duration() {
        return packets.duration();
    }

    @Override
    public @Nullable MediaPacket read() throws MediaInputException {
        if (!kept.isEmpty()) {
            Kept next = poll();
            video = next.video();
            return next.packet();
        }
        MediaPacket packet = packets.read();
        video = packets.video();
        return packet;
    }

    @Override
    public void close() {
        packets.close();
    }

    /** At least one packet goes, and all that cannot be decoded without it. */
    private void dropToNextKey() {
        do {
            poll();
        } while (!kept.isEmpty() && !kept.getFirst().packet().key());
    }

    private Kept poll() {
        Kept next = kept.removeFirst();
        bytes -= next.packet().size();
        return next;
    }
}
