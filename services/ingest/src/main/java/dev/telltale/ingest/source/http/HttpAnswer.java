package dev.telltale.ingest.source.http;

import dev.telltale.ingest.dial.Line;
import dev.telltale.ingest.guard.StrictUrl;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer to a request that was granted; its connection is open until it is closed.
 *
 * @param url where it came from in the end
 * @param head status and headers
 * @param body what follows
 */
record HttpAnswer(StrictUrl url, HttpResponse head, InputStream body, Line line) implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
    private static final int PARTIAL = 206;

    /** Whether the server gives parts on request. */
    boolean isPart() {
        return head.getCode() == PARTIAL && range().isPresent();
    }

    /** Number of bytes of the whole, where it has an end. */
    OptionalLong total() {
        Optional<String> total = isPart()
                ? range().map(match -> match.group(3))
                : first("Content-Length");
        return total.filter(text -> text.matches("\\d{1,18}")).map(Long::parseLong).map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** Where the part begins. */
    long from() {
        return isPart() ? range().map(match -> Long.parseLong(match.group(1))).orElse(0L) : 0;
    }

    /** What tells one version of the whole from another; weak tags do not. */
    Optional<String> version() {
        return first("ETag").filter(tag -> !tag.startsWith("W/"));
    }

    /** The first header of a name. */
    Optional<String> first(String name) {
        return Optional.ofNullable(head.getFirstHeader(name)).map(Header::getValue).map(String::strip);
    }

    /** All headers of a name. */
    List<String> all(String name) {
        return Arrays.stream(head.getHeaders(name)).map(Header::getValue).toList();
    }

    private Optional<Matcher> range() {
        return first("Content-Range").map(RANGE::matcher).filter(Matcher::matches);
    }

    @Override
    public void close() {
        line.close();
    }
}
