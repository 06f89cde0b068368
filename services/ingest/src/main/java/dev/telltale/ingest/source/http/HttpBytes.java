package dev.telltale.ingest.source.http;

import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.vision.media.InputBytes;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bytes of a resource. Where the server gives parts, they can be positioned (an MP4 may have its index at the end) and a connection
 * that breaks is taken up again at the byte where it broke; else they follow each other once.
 */
final class HttpBytes implements InputBytes {
    /** A jump ahead up to this is read over: a new connection costs more. */
    private static final long READ_OVER = 1 << 17;
    private static final int MOST_ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int MOST_HEAD = 4096;

    private final HttpClient client;
    private final StrictUrl url;
    private final HttpAnswer first;
    private @Nullable HttpAnswer answer;
    private PushbackInputStream in;
    private long position;
    private int failures;

    private HttpBytes(HttpClient client, StrictUrl url, HttpAnswer first) {
        this.client = client;
        this.url = url;
        this.first = first;
        this.answer = first;
        this.in = pushback(first);
    }

    static HttpBytes open(HttpClient client, StrictUrl url) throws MediaInputException {
        return new HttpBytes(client, url, client.get(url, Optional.of(ByteSpan.from(0))));
    }

    /** Whether it has an end: a file, not a stream that goes on. */
    boolean isFinite() {
        return first.total().isPresent();
    }

    /** Where it came from in the end, after redirects. */
    StrictUrl from() {
        return first.url();
    }

    @Override
    public String name() {
        return url.toString();
    }

    @Override
    public long size() {
        return first.isPart() ? first.total().orElse(-1) : -1;
    }

    @Override
    public byte[] head(int count) throws IOException {
        byte[] head = in.readNBytes(Math.min(count, MOST_HEAD));
        in.unread(head);
        return head;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (size() >= 0 && position >= size()) {
            return -1;
        }
        byte[] chunk = new byte[into.remaining()];
        int count = readAtPosition(chunk);
        if (count > 0) {
            into.put(chunk, 0, count);
            position += count;
        }
        return count;
    }

    private int readAtPosition(byte[] chunk) throws IOException {
        while (true) {
            try {
                connect();
                int count = in.read(chunk);
                if (count >= 0 || size() < 0) {
                    failures = 0;
                    return count;
                }
                fail(new IOException("it ended after " + position + " of " + size() + " bytes"));
            } catch (IOException e) {
                fail(e);
            }
        }
    }

    /** Takes note of a broken connection; throws where there is no use in another. */
    private void fail(IOException broken) throws IOException {
        hangUp();
        if (size() < 0 || ++failures >= MOST_ATTEMPTS || client.deadline().expired()) {
            throw broken;
        }
        try {
            Thread.sleep(PAUSE.multipliedBy(failures));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            broken.addSuppressed(e);
            throw broken;
        }
    }

    private void connect() throws IOException {
        if (answer != null) {
            return;
        }
        try {
            HttpAnswer next = client.get(url, Optional.of(ByteSpan.from(position)));
            if (!next.isPart() || next.from() != position || !next.total().equals(first.total())
                    || !next.version().equals(first.version())) {
                next.close();
                failures = MOST_ATTEMPTS;
                throw new IOException("it changed while it was read");
            }
            answer = next;
            in = pushback(next);
        } catch (MediaInputException e) {
            if (e.fault() == Fault.FORBIDDEN) {
                failures = MOST_ATTEMPTS;
            }
            throw new IOException(e.what(), e);
        }
    }

    @Override
    public void position(long offset) throws IOException {
        long ahead = offset - position;
        if (answer != null && ahead > 0 && ahead <= READ_OVER && in.skip(ahead) == ahead) {
            position = offset;
        } else if (ahead != 0) {
            hangUp();
            position = offset;
        }
    }

    /** All bytes that follow. */
    byte[] readAll(int most) throws IOException {
        byte[] all = in.readNBytes(most + 1);
        if (all.length > most) {
            throw new IOException("it is larger than " + most + " bytes");
        }
        return Arrays.copyOf(all, all.length);
    }

    private void hangUp() {
        HttpAnswer open = answer;
        answer = null;
        if (open != null) {
            open.close();
        }
    }

    private static PushbackInputStream pushback(HttpAnswer answer) {
        InputStream body = answer.body();
        return new PushbackInputStream(body, MOST_HEAD);
    }

    @Override
    public void close() {
        hangUp();
    }
}
