package dev.telltale.ingest.source.http;

import dev.telltale.ingest.source.http.HlsPlaylist.Segment;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.PacketSource;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/** The packets of a playlist. Each part between two breaks is a container of its own: an advertisement comes from another encoder. */
final class HlsPackets implements PacketSource {
    private final HlsFeed feed;
    private final InputLimits limits;
    private final InterruptDeadline deadline;
    private MediaInput input;

    private HlsPackets(HlsFeed feed, InputLimits limits, InterruptDeadline deadline, MediaInput first) {
        this.feed = feed;
        this.limits = limits;
        this.deadline = deadline;
        this.input = first;
    }

    static HlsPackets open(HlsFeed feed, InputLimits limits, InterruptDeadline deadline) throws MediaInputException {
        Segment first = feed.peek();
        if (first == null) {
            throw new MediaInputException(Fault.EMPTY, feed.name(), "is a playlist without a piece");
        }
        return new HlsPackets(feed, limits, deadline, MediaInput.open(new HlsPartBytes(feed, first), limits, deadline));
    }

    @Override
    public CodedVideo video() {
        return input.video();
    }

    @Override
    public Optional<Duration> duration() {
        return Optional.empty();
    }

    @Override
    public @Nullable MediaPacket read() throws MediaInputException {
        while (true) {
            MediaPacket packet = input.read();
            if (packet != null) {
                return packet;
            }
            Segment next = feed.peek();
            if (next == null) {
                return null;
            }
            input.close();
            input = MediaInput.open(new HlsPartBytes(feed, next), limits, deadline);
        }
    }

    @Override
    public void close() {
        input.close();
    }
}
