package dev.telltale.ingest.source.rtsp;

import dev.telltale.ingest.credentials.Challenge;
import dev.telltale.ingest.credentials.Credential;
import dev.telltale.ingest.dial.Line;
import dev.telltale.vision.media.InputBytes;

import org.jspecify.annotations.Nullable;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Our side of a conversation with a server, and the RTP packets that come on the same connection (RFC 2326, 10.12). Used by one
 * thread; the line's deadline ends what takes too long.
 */
final class RtspClient implements InputBytes {
    private static final int INTERLEAVED = '$';
    private static final int UNAUTHORIZED = 401;
    private static final int MOST_EARLY_PACKETS = 256;
    private static final int MOST_MESSAGES = 64;

    private final String name;
    private final Line line;
    private final Optional<Credential> credential;
    private final LongSupplier nanoTime;
    private final DataInputStream in;
    /** What comes before the answer to PLAY. */
    private final Deque<byte[]> early = new ArrayDeque<>();
    private @Nullable Challenge challenge;
    private String session = "";
    private String about = "";
    private int sequence;
    private int videoChannel = -1;
    private int controlChannel = -1;
    private long keepAliveNanos = Duration.ofSeconds(25).toNanos();
    private long lastSaid;

    RtspClient(String name, Line line, Optional<Credential> credential, LongSupplier nanoTime) throws IOException {
        this.name = name;
        this.line = line;
        this.credential = credential;
        this.nanoTime = nanoTime;
        this.in = new DataInputStream(line.in());
    }

    @Override
    public String name() {
        return name;
    }

    /** Asks, once more with a proof where the server wants one, and waits for the answer. */
    RtspReply ask(String method, String uri, Map<String, String> headers) throws IOException {
        say(method, uri, headers);
        RtspReply reply = answer();
        if (reply.code() != UNAUTHORIZED || credential.isEmpty()) {
            return reply;
        }
        challenge = Challenge.best(reply.all("www-authenticate")).orElse(null);
        if (challenge == null) {
            return reply;
        }
        say(method, uri, headers);
        return answer();
    }

    /** The server has agreed on channels and a session. */
    void agreed(int video, int control, String sessionId, Duration timeout) {
        videoChannel = video;
        controlChannel = control;
        session = sessionId;
        keepAliveNanos = timeout.dividedBy(2).toNanos();
    }

    /** What the session is spoken of as from now on. */
    void playing(String uri) {
        about = uri;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        byte[] packet = early.poll();
        try {
            while (packet == null) {
                keepAlive();
                int first = in.read();
                if (first < 0) {
                    return -1;
                }
                packet = first == INTERLEAVED ? packet() : skipped(first);
            }
        } catch (EOFException e) {
            // It hung up in the middle of a packet: an end like any other.
            return -1;
        }
        int length = Math.min(packet.length, into.remaining());
        into.put(packet, 0, length);
        return length;
    }

    private void say(String method, String uri, Map<String, String> headers) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(Map.of("CSeq", Integer.toString(++sequence)));
        all.put("User-Agent", "Telltale");
        if (!session.isEmpty()) {
            all.put("Session", session);
        }
        Challenge known = challenge;
        if (known != null && credential.isPresent()) {
            all.put("Authorization", known.answer(credential.get(), method, uri));
        }
        all.putAll(headers);
        StringBuilder text = new StringBuilder(method).append(' ').append(uri).append(" RTSP/1.0\r\n");
        all.forEach((key, value) -> text.append(key).append(": ").append(value).append("\r\n"));
        line.out().write(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        line.out().flush();
        lastSaid = nanoTime.getAsLong();
    }

    private RtspReply answer() throws IOException {
        for (int i = 0; i < MOST_MESSAGES;) {
            int first = in.read();
            if (first < 0) {
                throw new EOFException();
            }
            if (first == INTERLEAVED) {
                byte[] packet = packet();
                if (packet != null && early.size() < MOST_EARLY_PACKETS) {
                    early.add(packet);
                }
                continue;
            }
            RtspReply reply = RtspReply.read(first, in);
            if (reply.header("cseq").equals(Integer.toString(sequence)) && reply.code() >= 200) {
                return reply;
            }
            i++;
        }
        throw new IOException("it talks without answering");
    }

    /** A packet of the video; null where it belongs to something else. */
    private byte @Nullable [] packet() throws IOException {
        int channel = in.readUnsignedByte();
        byte[] packet = new byte[in.readUnsignedShort()];
        in.readFully(packet);
        return packet.length > 0 && (channel == videoChannel || channel == controlChannel) ? packet : null;
    }

    /** An answer to a sign of life of ours, or something that the server asks: nothing that we would do. */
    private byte @Nullable [] skipped(int first) throws IOException {
        RtspReply unused = RtspReply.read(first, in);
        return null;
    }

    /** Servers forget a session from which nothing comes. */
    private void keepAlive() throws IOException {
        if (!about.isEmpty() && nanoTime.getAsLong() - lastSaid > keepAliveNanos) {
            say("GET_PARAMETER", about, Map.of());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (!about.isEmpty() && !line.isCut()) {
                say("TEARDOWN", about, Map.of());
            }
        } finally {
            line.close();
        }
    }
}
