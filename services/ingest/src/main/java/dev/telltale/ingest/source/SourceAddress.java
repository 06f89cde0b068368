package dev.telltale.ingest.source;

import dev.telltale.ingest.guard.DialScheme;
import dev.telltale.ingest.guard.RefusedUrlException;
import dev.telltale.ingest.guard.StrictUrl;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** The address of a StreamSpec: what it may be is decided here, before anything of it is printed. */
public sealed interface SourceAddress {
    /** What all know, for the message to somebody who wrote another. */
    String KNOWN = "file:///path, v4l2:///dev/video0, rtsp+listen://host:port/path (rtmp and ws too), srt+listen://host:port, udp://address:port and http, "
            + "https, rtsp, rtsps, rtmp, rtmps or srt URLs are";

    /** As written, before "://". */
    String scheme();

    /** A file of this machine. */
    record LocalFile(URI uri) implements SourceAddress {
        @Override
        public String scheme() {
            return "file";
        }
    }

    /** A place to which a publisher pushes. */
    record Listen(PushProtocol protocol, URI uri) implements SourceAddress {
        @Override
        public String scheme() {
            return protocol.scheme();
        }
    }

    /** A port to which somebody pushes by SRT. */
    record SrtListen(URI uri) implements SourceAddress {
        @Override
        public String scheme() {
            return "srt+listen";
        }
    }

    /** A camera of this machine. */
    record Device(URI uri) implements SourceAddress {
        @Override
        public String scheme() {
            return "v4l2";
        }
    }

    /** Something that is dialled, or joined. */
    record Remote(StrictUrl url) implements SourceAddress {
        @Override
        public String scheme() {
            return url.scheme().text();
        }
    }

    /** Reads one; the message of a refusal repeats no password. */
    static SourceAddress parse(String source) throws RefusedSourceException {
        if (StrictUrl.carriesSecret(source)) {
            throw new RefusedSourceException("a source carries no user and no password: keep those in ingest's "
                    + "configuration and name them by credentialRef");
        }
        String scheme = source.split(":", 2)[0].toLowerCase(Locale.ROOT);
        Optional<PushProtocol> pushed = PushProtocol.named(scheme);
        if (pushed.isPresent()) {
            return new Listen(pushed.get(), uri(source));
        }
        return switch (scheme) {
            case "file" -> new LocalFile(uri(source));
            case "v4l2" -> new Device(uri(source));
            case "srt+listen" -> new SrtListen(uri(source));
            default -> {
                if (DialScheme.named(scheme).isEmpty() && uri(source).isAbsolute()) {
                    throw new RefusedSourceException(
                            "source '" + printable(source) + "' is of a kind that is not known here: " + KNOWN);
                }
                yield remote(source);
            }
        };
    }

    private static Remote remote(String source) throws RefusedSourceException {
        try {
            return new Remote(StrictUrl.parse(source));
        } catch (RefusedUrlException e) {
            throw new RefusedSourceException("source '" + printable(source) + "' is refused: " + e.getMessage());
        }
    }

    private static URI uri(String source) throws RefusedSourceException {
        try {
            return new URI(source);
        } catch (URISyntaxException e) {
            throw new RefusedSourceException("source '" + printable(source) + "' is not a URI: " + e.getReason());
        }
    }

    /** Control characters would write into a terminal or forge a line of a log; tokens stand behind a question mark. */
    private static String printable(String source) {
        String shown = source.split("\\?", 2)[0].replaceAll("[^ -~]", "?");
        return shown.length() > 200 ? shown.substring(0, 200) + "..." : shown;
    }
}
