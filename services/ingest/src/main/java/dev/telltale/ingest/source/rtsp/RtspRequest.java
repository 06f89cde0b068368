package dev.telltale.ingest.source.rtsp;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request of RTSP/1.0 (RFC 2326), with limits on all its parts.
 *
 * @param method upper case
 * @param uri as it was sent: digests are made over it
 * @param headers by lower-case name
 * @param body UTF-8 text, empty where there is none
 */
record RtspRequest(String method, String uri, Map<String, String> headers, String body) {
    private static final int MOST_HEADER_BYTES = 8192;
    private static final int MOST_BODY_BYTES = 16_384;

    /** Reads a request whose first byte has been read already. */
    static RtspRequest read(int firstByte, DataInputStream in) throws IOException {
        List<String> lines = headerLines(firstByte, in);
        List<String> start = lines.isEmpty() ? List.of() : List.of(lines.getFirst().split(" ", 3));
        if (start.size() != 3 || !start.get(2).startsWith("RTSP/1.")) {
            throw new IOException("not an RTSP request");
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return new RtspRequest(start.get(0).toUpperCase(Locale.ROOT), start.get(1), headers, body(headers, in));
    }

    /** A header's value, empty where it is missing. */
    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** Path of the URI without slashes at its end; the query is no part of it. */
    String path() {
        int authority = uri.indexOf("://");
        int slash = authority < 0 ? 0 : uri.indexOf('/', authority + 3);
        String path = slash < 0 ? "" : uri.substring(slash);
        return path.replaceAll("[?#].*$", "").replaceAll("/+$", "");
    }

    private static List<String> headerLines(int firstByte, DataInputStream in) throws IOException {
        StringBuilder text = new StringBuilder().append((char) firstByte);
        while (text.indexOf("\r\n\r\n", Math.max(0, text.length() - 4)) < 0
                && text.indexOf("\n\n", Math.max(0, text.length() - 2)) < 0) {
            if (text.length() >= MOST_HEADER_BYTES) {
                throw new IOException("headers of a request are longer than " + MOST_HEADER_BYTES + " bytes");
            }
            text.append((char) in.readUnsignedByte());
        }
        return text.toString().lines().takeWhile(line -> !line.isEmpty()).toList();
    }

    private static String body(Map<String, String> headers, DataInputStream in) throws IOException {
        String length = headers.getOrDefault("content-length", "0");
        if (!length.matches("\\d{1,9}") || Integer.parseInt(length) > MOST_BODY_BYTES) {
            throw new IOException("body of a request is longer than " + MOST_BODY_BYTES + " bytes");
        }
        byte[] bytes = in.readNBytes(Integer.parseInt(length));
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
