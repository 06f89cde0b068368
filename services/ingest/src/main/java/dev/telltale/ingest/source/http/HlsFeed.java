package dev.telltale.ingest.source.http;

import dev.telltale.ingest.dial.Trouble;
import dev.telltale.ingest.guard.RefusedUrlException;
import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.ingest.source.http.HlsPlaylist.Master;
import dev.telltale.ingest.source.http.HlsPlaylist.Media;
import dev.telltale.ingest.source.http.HlsPlaylist.Segment;
import dev.telltale.ingest.source.http.HlsPlaylist.Variant;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * The pieces of a stream in order. A playlist that has not ended is read again until it names the next piece; where that has already
 * gone, the oldest one that is left comes next.
 */
final class HlsFeed {
    private static final int MOST_BYTES = 1 << 20;
    /** Where a live stream is entered: this many pieces before its end (RFC 8216, 6.3.3). */
    private static final int FROM_END = 3;
    private static final long MOST_PIXELS = 1920L * 1088;

    private final HttpClient client;
    private final String name;
    private StrictUrl url;
    private Media media;
    private long next;

    private HlsFeed(HttpClient client, String name, StrictUrl url, Media media) {
        this.client = client;
        this.name = name;
        this.url = url;
        this.media = media;
        List<Segment> segments = media.segments();
        this.next = segments.isEmpty()
                ? 0
                : segments.get(media.ended() ? 0 : Math.max(0, segments.size() - FROM_END)).sequence();
    }

    /** Begins with a playlist that has just been fetched; one of qualities leads to one of pieces. */
    static HlsFeed begin(HttpClient client, HttpBytes fetched) throws MediaInputException {
        String name = fetched.name();
        StrictUrl from = fetched.from();
        HlsPlaylist playlist = read(name, fetched);
        if (playlist instanceof Master master) {
            HttpBytes quality = HttpBytes.open(client, reference(name, from, choose(master).reference()));
            from = quality.from();
            playlist = read(name, quality);
        }
        if (playlist instanceof Media media) {
            return new HlsFeed(client, name, from, media);
        }
        throw new MediaInputException(Fault.NOT_VIDEO, name, "is a playlist of playlists of playlists");
    }

    boolean isFinite() {
        return media.ended();
    }

    /** Longest duration of a piece. */
    Duration target() {
        return media.target();
    }

    String name() {
        return name;
    }

    HttpClient client() {
        return client;
    }

    /** The next piece; waits for it where the stream goes on, null after the last. Not taken until {@link #taken}. */
    @Nullable
    Segment peek() throws MediaInputException {
        while (true) {
            Segment found = media.segments().stream().filter(segment -> segment.sequence() >= next).findFirst()
                    .orElse(null);
            if (found != null || media.ended()) {
                return found;
            }
            pause();
            reload();
        }
    }

    void taken(Segment segment) {
        next = segment.sequence() + 1;
    }

    /** What a reference in the playlist means; it passes the guard when it is dialled. */
    StrictUrl reference(String reference) throws MediaInputException {
        return reference(name, url, reference);
    }

    private static StrictUrl reference(String name, StrictUrl url, String reference) throws MediaInputException {
        try {
            StrictUrl found = url.resolve(reference);
            if (!found.scheme().isHttp() || (url.scheme().isEncrypted() && !found.scheme().isEncrypted())) {
                throw new RefusedUrlException("it is not to be had by HTTP, or unencrypted where the playlist is not");
            }
            return found;
        } catch (RefusedUrlException e) {
            throw new MediaInputException(Fault.FORBIDDEN, name,
                    "is a playlist that names an address that is refused: " + e.getMessage(), e);
        }
    }

    private void reload() throws MediaInputException {
        if (read(name, HttpBytes.open(client, url)) instanceof Media again) {
            // A server that was started anew counts from the beginning.
            if (!again.segments().isEmpty() && again.segments().getLast().sequence() < next - 1) {
                next = again.segments().getFirst().sequence();
            }
            media = again;
        }
    }

    private void pause() throws MediaInputException {
        long step = Math.min(media.target().toMillis() / 2, 2000);
        for (long waited = 0; waited < step; waited += 100) {
            if (client.deadline().expired()) {
                throw Trouble.cut(name, client.deadline());
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MediaInputException(Fault.CANCELLED, name, "stopped on request", e);
            }
        }
    }

    private static HlsPlaylist read(String name, HttpBytes bytes) throws MediaInputException {
        try (bytes) {
            return HlsParser.parse(new String(bytes.readAll(MOST_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new MediaInputException(Fault.BROKEN, name, "is a playlist that cannot be used: " + e.getMessage(),
                    e);
        }
    }

    /** The best quality up to full HD, or else the smallest; where sizes are not told, the one with most bits. */
    private static Variant choose(Master master) {
        Comparator<Variant> quality = Comparator.comparingLong(Variant::pixels).thenComparingLong(Variant::bandwidth);
        return master.variants().stream().filter(variant -> variant.pixels() <= MOST_PIXELS).max(quality)
                .orElseGet(() -> master.variants().stream().min(quality).orElseThrow());
    }
}
