package dev.telltale.ingest.source.rtsp;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A server's message in RTSP/1.0: the answer to a request of ours, or, without a code, a request of its own.
 *
 * @param code of the answer; 0 for a request
 * @param headers all values by lower-case name
 * @param body UTF-8 text, empty where there is none
 */
record RtspReply(int code, Map<String, List<String>> headers, String body) {
    private static final int MOST_HEADER_BYTES = 16_384;
    private static final int MOST_BODY_BYTES = 65_536;

    /** Reads a message whose first byte has been read already. */
    static RtspReply read(int firstByte, DataInputStream in) throws IOException {
        List<String> lines = lines(firstByte, in);
        String start = lines.isEmpty() ? "" : lines.getFirst();
        if (!start.contains("RTSP/1.")) {
            throw new IOException("what it answers is not RTSP");
        }
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        name -> new ArrayList<>()).add(line.substring(colon + 1).strip());
            }
        }
        return new RtspReply(code(start), headers, body(headers, in));
    }

    /** A header's first value, empty where it is missing. */
    String header(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    /** All values of a header. */
    List<String> all(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    private static int code(String start) throws IOException {
        if (!start.startsWith("RTSP/1.")) {
            return 0;
        }
        String[] words = start.split(" ", 3);
        if (words.length < 2 || !words[1].matches("[1-9]\\d\\d")) {
            throw new IOException("what it answers is not RTSP");
        }
        return Integer.parseInt(words[1]);
    }

    private static List<String> lines(int firstByte, DataInputStream in) throws IOException {
        StringBuilder text = new StringBuilder().append((char) firstByte);
        while (text.indexOf("\r\n\r\n", Math.max(0, text.length() - 4)) < 0
                && text.indexOf("\n\n", Math.max(0, text.length() - 2)) < 0) {
            if (text.length() >= MOST_HEADER_BYTES) {
                throw new IOException("its headers are longer than " + MOST_HEADER_BYTES + " bytes");
            }
            text.append((char) in.readUnsignedByte());
        }
        return text.toString().lines().takeWhile(line -> !line.isEmpty()).toList();
    }

    private static String body(Map<String, List<String>> headers, DataInputStream in) throws IOException {
        String length = headers.getOrDefault("content-length", List.of("0")).getFirst();
        if (!length.matches("\\d{1,9}") || Integer.parseInt(length) > MOST_BODY_BYTES) {
            throw new IOException("its answer is longer than " + MOST_BODY_BYTES + " bytes");
        }
        byte[] bytes = in.readNBytes(Integer.parseInt(length));
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
