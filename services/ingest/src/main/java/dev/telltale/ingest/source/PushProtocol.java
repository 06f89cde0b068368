package dev.telltale.ingest.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What publishers may push by. */
public enum PushProtocol {
    /** RFC 2326, interleaved in its TCP connection. */
    RTSP(false),
    /** Adobe's RTMP 1.0. */
    RTMP(true),
    /** RFC 6455, a container in binary messages. */
    WS(true);

    private final boolean needsKey;

    PushProtocol(boolean needsKey) {
        this.needsKey = needsKey;
    }

    /** The protocol of a source's scheme, which is in lower case. */
    static Optional<PushProtocol> named(String scheme) {
        return Arrays.stream(values()).filter(protocol -> protocol.scheme().equals(scheme)).findFirst();
    }

    /** The scheme of sources that are pushed by it. */
    public String scheme() {
        return name().toLowerCase(Locale.ROOT) + "+listen";
    }

    /** Whether publishers need a key even on loopback, where every page in a browser can knock. */
    public boolean needsKey() {
        return needsKey;
    }
}
