package dev.telltale.ingest.source.http;

import dev.telltale.ingest.dial.Line;
import dev.telltale.ingest.guard.StrictUrl;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import static org.apache.hc.core5.http.ContentLengthStrategy.CHUNKED;

/** One GET on one line: HTTP/1.1 as RFC 9112 has it, parsed by HttpCore within bounds. */
final class HttpWire {
    private static final int BUFFER_BYTES = 1 << 15;
    private static final int MOST_LINE_BYTES = 8192;
    private static final Http1Config BOUNDS = Http1Config.custom().setMaxHeaderCount(100)
            .setMaxLineLength(MOST_LINE_BYTES).setMaxEmptyLineCount(4).build();
    private static final int MOST_INTERIM = 4;
    private static final int FIRST_FINAL = 200;

    private HttpWire() {}

    static HttpAnswer exchange(Line line, StrictUrl url, Map<String, String> headers) throws IOException {
        StringBuilder request = new StringBuilder("GET ").append(url.target()).append(" HTTP/1.1\r\n");
        headers.forEach((name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        line.out().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        line.out().flush();
        SessionInputBufferImpl buffer = new SessionInputBufferImpl(new BasicHttpTransportMetrics(), BUFFER_BYTES, 0,
                MOST_LINE_BYTES, null);
        InputStream in = line.in();
        try {
            ClassicHttpResponse head = head(buffer, in);
            return new HttpAnswer(url, head, body(head, buffer, in), line);
        } catch (HttpException e) {
            throw new IOException("what it answers is not HTTP", e);
        }
    }

    private static ClassicHttpResponse head(SessionInputBufferImpl buffer, InputStream in)
            throws IOException, HttpException {
        for (int i = 0; i < MOST_INTERIM; i++) {
            ClassicHttpResponse head = new DefaultHttpResponseParser(BOUNDS).parse(buffer, in);
            if (head == null) {
                throw new IOException("it hung up without an answer");
            }
            if (head.getCode() >= FIRST_FINAL) {
                return head;
            }
        }
        throw new IOException("what it answers is not HTTP");
    }

    private static InputStream body(ClassicHttpResponse head, SessionInputBufferImpl buffer, InputStream in)
            throws HttpException {
        long length = DefaultContentLengthStrategy.INSTANCE.determineLength(head);
        if (length == CHUNKED) {
            return new ChunkedInputStream(buffer, in, BOUNDS);
        }
        return length >= 0 ? new ContentLengthInputStream(buffer, in, length) : new IdentityInputStream(buffer, in);
    }
}
