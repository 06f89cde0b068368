package dev.telltale.ingest.source.http;

import dev.telltale.ingest.source.http.HlsPlaylist.Media;
import dev.telltale.ingest.source.http.HlsPlaylist.PieceKey;
import dev.telltale.ingest.source.http.HlsPlaylist.Resource;
import dev.telltale.ingest.source.http.HlsPlaylist.Segment;
import dev.telltale.ingest.source.http.HlsPlaylist.Variant;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads playlists. What it does not know it passes over, as RFC 8216 asks; what it needs and cannot read is refused. */
final class HlsParser {
    private static final int MOST_ENTRIES = 20_000;
    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Z0-9-]+)=(?:\"([^\"]*)\"|([^,\"]*))(?:,|$)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
    private static final Pattern SPAN = Pattern.compile("(\\d{1,15})(?:@(\\d{1,15}))?");

    private final List<Variant> variants = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private Duration target = Duration.ofSeconds(10);
    private long sequence;
    private long part;
    private boolean ended;
    private Optional<Map<String, String>> variant = Optional.empty();
    private Optional<String> span = Optional.empty();
    private Optional<Resource> header = Optional.empty();
    private Optional<PieceKey> key = Optional.empty();
    private long spanEnd;

    private HlsParser() {}

    /** Whether something that begins like this is a playlist. */
    static boolean looksLike(byte[] head) {
        String text = new String(head, java.nio.charset.StandardCharsets.UTF_8).replace("\uFEFF", "");
        return text.startsWith("#EXTM3U");
    }

    static HlsPlaylist parse(String text) throws IOException {
        HlsParser parser = new HlsParser();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("#EXT")) {
                int colon = line.indexOf(':');
                parser.tag(colon < 0 ? line : line.substring(0, colon), colon < 0 ? "" : line.substring(colon + 1));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                parser.entry(line);
            }
            if (parser.variants.size() + parser.segments.size() > MOST_ENTRIES) {
                throw new IOException("the playlist has more than " + MOST_ENTRIES + " entries");
            }
        }
        return parser.variants.isEmpty()
                ? new Media(parser.target, List.copyOf(parser.segments), parser.ended)
                : new HlsPlaylist.Master(List.copyOf(parser.variants));
    }

    private void tag(String name, String value) throws IOException {
        switch (name) {
            case "#EXT-X-STREAM-INF" -> variant = Optional.of(attributes(value));
            case "#EXT-X-TARGETDURATION" -> target = Duration.ofSeconds(Math.clamp(number(value), 1, 600));
            case "#EXT-X-MEDIA-SEQUENCE" -> sequence = number(value);
            case "#EXT-X-DISCONTINUITY-SEQUENCE" -> part = number(value);
            case "#EXT-X-DISCONTINUITY" -> part++;
            case "#EXT-X-BYTERANGE" -> span = Optional.of(value);
            case "#EXT-X-ENDLIST" -> ended = true;
            case "#EXT-X-MAP" -> header(attributes(value));
            case "#EXT-X-KEY" -> key = key(attributes(value));
            default -> {
                // Of no use to us.
            }
        }
    }

    private void entry(String reference) throws IOException {
        if (variant.isPresent()) {
            Map<String, String> told = variant.get();
            variants.add(new Variant(reference, number(told.getOrDefault("BANDWIDTH", "0")),
                    pixels(told.getOrDefault("RESOLUTION", ""))));
            variant = Optional.empty();
            return;
        }
        Optional<ByteSpan> bytes = span.isPresent() ? Optional.of(span(span.get())) : Optional.empty();
        segments.add(new Segment(sequence++, part, new Resource(reference, bytes), header, key));
        span = Optional.empty();
    }

    /** A header that differs begins something new, also where the playlist does not say so. */
    private void header(Map<String, String> told) throws IOException {
        String range = told.get("BYTERANGE");
        Resource found = new Resource(told.getOrDefault("URI", ""),
                range == null ? Optional.empty() : Optional.of(span(range)));
        if (header.isPresent() && !header.get().equals(found) && !segments.isEmpty()
                && segments.getLast().part() == part) {
            part++;
        }
        header = Optional.of(found);
    }

    private static Optional<PieceKey> key(Map<String, String> told) throws IOException {
        String method = told.getOrDefault("METHOD", "NONE");
        return switch (method) {
            case "NONE" -> Optional.empty();
            case "AES-128" ->
                Optional.of(new PieceKey(told.getOrDefault("URI", ""), Optional.ofNullable(told.get("IV"))));
            default -> throw new IOException("its pieces are encrypted by " + method + ", which only players may open");
        };
    }

    /** Length, and where it begins: where the one before ended if nothing is said. */
    private ByteSpan span(String text) throws IOException {
        Matcher form = SPAN.matcher(text);
        if (!form.matches() || number(form.group(1)) == 0) {
            throw new IOException("the playlist has a byte range that is none");
        }
        long from = form.group(2) == null ? spanEnd : number(form.group(2));
        long length = number(form.group(1));
        spanEnd = from + length;
        return new ByteSpan(from, OptionalLong.of(length));
    }

    private static long pixels(String resolution) {
        Matcher size = SIZE.matcher(resolution);
        return size.matches() ? Long.parseLong(size.group(1)) * Long.parseLong(size.group(2)) : 0;
    }

    private static long number(String text) throws IOException {
        String whole = text.strip().split("\\.", 2)[0];
        if (!whole.matches("\\d{1,18}")) {
            throw new IOException("the playlist has a number that is none");
        }
        return Long.parseLong(whole);
    }

    private static Map<String, String> attributes(String list) {
        Map<String, String> found = new HashMap<>();
        Matcher matcher = ATTRIBUTE.matcher(list);
        while (matcher.find()) {
            found.putIfAbsent(matcher.group(1), matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
        }
        return found;
    }
}
