package dev.telltale.ingest.worker;

import dev.telltale.ingest.source.FileSource;
import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.StreamSource;
import dev.telltale.ingest.source.rtsp.RtspAddress;
import dev.telltale.ingest.source.rtsp.RtspListenSource;
import dev.telltale.ingest.source.rtsp.RtspPorts;
import dev.telltale.schemas.StreamSpec;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;

/** Makes the source that a StreamSpec asks for, or says in one line why there is none. */
public final class SourceFactory {
    private static final String FILE = "file";
    private static final String RTSP_LISTEN = "rtsp+listen";

    private final Map<String, String> credentials;
    private final boolean beyondLoopback;
    private final RtspPorts ports;

    /**
     * A factory.
     *
     * @param credentials by the name that specs refer to
     * @param beyondLoopback whether listeners may bind other addresses than loopback
     * @param ports the RTSP ports of this process
     */
    public SourceFactory(Map<String, String> credentials, boolean beyondLoopback, RtspPorts ports) {
        this.credentials = Map.copyOf(credentials);
        this.beyondLoopback = beyondLoopback;
        this.ports = ports;
    }

    /** Refuses an address of a kind or form that no ingest knows, wherever it runs and whatever it is allowed. */
    public static void check(String source) throws RefusedSourceException {
        URI uri = parse(source);
        switch (scheme(uri)) {
            case FILE -> new FileSource(uri);
            case RTSP_LISTEN -> RtspAddress.of(uri);
            default -> throw unknown(source);
        }
    }

    /** Makes the source of a stream. */
    public StreamSource create(StreamSpec spec) throws RefusedSourceException {
        URI uri = parse(spec.getSource());
        return switch (scheme(uri)) {
            case FILE -> new FileSource(uri);
            case RTSP_LISTEN -> listen(spec, uri);
            default -> throw unknown(spec.getSource());
        };
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private static RefusedSourceException unknown(String source) {
        return new RefusedSourceException("source '" + source
                + "' is of a kind that is not known here: file:///path and rtsp+listen://host:port/path are");
    }

    private StreamSource listen(StreamSpec spec, URI uri) throws RefusedSourceException {
        String key = credential(spec.getCredentialRef());
        RtspAddress address = RtspAddress.of(uri);
        if (!address.isLoopback() && !beyondLoopback) {
            throw new RefusedSourceException(
                    address + " is not a loopback address: listening there has to be allowed by "
                            + "telltale.ingest.listen-beyond-loopback=true");
        }
        if (!address.isLoopback() && key == null) {
            throw new RefusedSourceException(
                    address + " is not a loopback address: listening there needs a stream key (credentialRef)");
        }
        return new RtspListenSource(address, key, ports);
    }

    private @Nullable String credential(@Nullable String reference) throws RefusedSourceException {
        if (reference == null) {
            return null;
        }
        String key = credentials.get(reference);
        if (key == null || key.isBlank()) {
            throw new RefusedSourceException(
                    "credential '" + reference + "' is not configured here (telltale.ingest.credentials." + reference
                            + ")");
        }
        return key;
    }

    private static URI parse(String source) throws RefusedSourceException {
        try {
            return new URI(source);
        } catch (URISyntaxException e) {
            throw new RefusedSourceException("source '" + source + "' is not a URI: " + e.getReason());
        }
    }
}
