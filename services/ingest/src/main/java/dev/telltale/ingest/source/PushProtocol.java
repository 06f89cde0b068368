package dev.telltale.ingest.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What publishers may push by. */
public enum PushProtocol {
    /** RFC 2326, interleaved in its TCP connection. */
    RTSP,
    /** Adobe's RTMP 1.0. */
    RTMP,
    /** RFC 6455, a container in binary messages. */
    WS;

    /** The protocol of a source's scheme, which is in lower case. */
    static Optional<PushProtocol> named(String scheme) {
        return Arrays.stream(values()).filter(protocol -> protocol.scheme().equals(scheme)).findFirst();
    }

    /** The scheme of sources that are pushed by it. */
    public String scheme() {
        return name().toLowerCase(Locale.ROOT) + "+listen";
    }
}
