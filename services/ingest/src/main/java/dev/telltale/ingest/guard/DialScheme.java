package dev.telltale.ingest.guard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The schemes that can be dialled. */
public enum DialScheme {
    /** Files, streams and playlists. */
    HTTP(80, false),
    /** The same, encrypted. */
    HTTPS(443, true),
    /** RFC 2326, interleaved in its TCP connection. */
    RTSP(554, false),
    /** The same, encrypted. */
    RTSPS(322, true),
    /** Adobe's RTMP 1.0. */
    RTMP(1935, false),
    /** The same, encrypted. */
    RTMPS(443, true),
    /** SRT as its caller (draft-sharabayko-srt-01); it has no usual port. */
    SRT(0, false),
    /** Datagrams to a group, which is joined, or to an address of our own; no usual port either. */
    UDP(0, false);

    private final int port;
    private final boolean encrypted;

    DialScheme(int port, boolean encrypted) {
        this.port = port;
        this.encrypted = encrypted;
    }

    /** The scheme of that name, in whatever case. */
    public static Optional<DialScheme> named(String text) {
        return Arrays.stream(values()).filter(scheme -> scheme.text().equalsIgnoreCase(text)).findFirst();
    }

    /** As written in a URL. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The port where the URL names none; 0 where it has to name one. */
    public int defaultPort() {
        return port;
    }

    /** Whether the connection is TLS. */
    public boolean isEncrypted() {
        return encrypted;
    }

    /** Whether it is HTTP, encrypted or not. */
    public boolean isHttp() {
        return this == HTTP || this == HTTPS;
    }
}
