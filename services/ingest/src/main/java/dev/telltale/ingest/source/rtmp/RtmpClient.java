package dev.telltale.ingest.source.rtmp;

import dev.telltale.ingest.dial.Line;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Our side of a conversation: handshake, connect, createStream, play. Answers what the protocol itself asks (acknowledgements, pings)
 * and gives out the messages of the video. Used by one thread; the line's deadline ends what takes too long.
 */
final class RtmpClient implements AutoCloseable {
    private static final int VERSION = 3;
    private static final int HANDSHAKE_BYTES = 1536;
    private static final int OUR_CHUNK = 1 << 16;
    private static final int WINDOW = 2_500_000;
    private static final int PING = 6;
    private static final int PONG = 7;
    private static final int STREAM_EOF = 1;
    private static final int COMMANDS = 3;
    private static final int CONTROL = 2;
    /** Whatever there is: live, else recorded. */
    private static final double LIVE_OR_RECORDED = -2000;

    private final Line line;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final RtmpChunks chunks;
    private long window = WINDOW;
    private long acknowledged;

    RtmpClient(Line line) throws IOException {
        this.line = line;
        this.in = new DataInputStream(line.in());
        this.out = new DataOutputStream(new BufferedOutputStream(line.out()));
        this.chunks = new RtmpChunks(in);
    }

    /** The simple handshake (RTMP 1.0, 5.2). */
    void shakeHands() throws IOException {
        byte[] ours = new byte[HANDSHAKE_BYTES];
        ThreadLocalRandom.current().nextBytes(ours);
        ByteBuffer.wrap(ours).putInt(0).putInt(0);
        out.writeByte(VERSION);
        out.write(ours);
        out.flush();
        if (in.readUnsignedByte() != VERSION) {
            throw new IOException("what it answers is not RTMP");
        }
        byte[] theirs = new byte[HANDSHAKE_BYTES];
        in.readFully(theirs);
        out.write(theirs);
        out.flush();
        in.readFully(ours);
        send(CONTROL, RtmpMessage.SET_CHUNK_SIZE, 0, ByteBuffer.allocate(4).putInt(OUR_CHUNK).array());
    }

    /** Connects to an application; throws with the server's code where it refuses. */
    void connect(String application, String address) throws IOException {
        command(0, "connect", 1.0, Map.of("app", application, "tcUrl", address, "type", "nonprivate", "flashVer",
                "LNX 9,0,124,2", "fpad", false, "capabilities", 15.0, "audioCodecs", 4071.0, "videoCodecs", 252.0,
                "videoFunction", 1.0));
        result(1);
    }

    /** Plays a stream; throws with the server's code where it refuses. */
    void play(String name) throws IOException {
        command(0, "createStream", 2.0, null);
        List<@Nullable Object> created = result(2);
        if (created.size() < 4 || !(created.get(3) instanceof Double number)) {
            throw new IOException("it creates a stream without a number");
        }
        command(number.intValue(), "play", 0.0, null, name, LIVE_OR_RECORDED);
    }

    /** The next message with video; null at the end. */
    @Nullable
    RtmpMessage video() throws IOException {
        while (true) {
            RtmpMessage message = next();
            if (message == null) {
                return null;
            }
            switch (message.type()) {
                case RtmpMessage.VIDEO, RtmpMessage.AGGREGATE -> {
                    return message;
                }
                case RtmpMessage.COMMAND, RtmpMessage.COMMAND_AMF3 -> {
                    if (ends(values(message))) {
                        return null;
                    }
                }
                case RtmpMessage.USER_CONTROL -> {
                    if (message.number() >> 16 == STREAM_EOF) {
                        return null;
                    }
                }
                default -> {
                    // Sound, data, and what concerns chunks.
                }
            }
        }
    }

    private static boolean ends(List<@Nullable Object> command) throws IOException {
        if (command.isEmpty() || !"onStatus".equals(command.getFirst())) {
            return false;
        }
        String code = code(command);
        if (code.equals("NetStream.Play.Stop") || code.equals("NetStream.Play.UnpublishNotify")
                || code.equals("NetStream.Play.Complete")) {
            return true;
        }
        if (code.contains("NotFound") || code.contains("Failed") || code.contains("Denied")) {
            throw new RefusedByServerException(code);
        }
        return false;
    }

    private List<@Nullable Object> result(double transaction) throws IOException {
        for (int i = 0; i < 64; i++) {
            RtmpMessage message = next();
            if (message == null) {
                throw new EOFException("it hung up in mid-sentence");
            }
            if (message.type() != RtmpMessage.COMMAND && message.type() != RtmpMessage.COMMAND_AMF3) {
                continue;
            }
            List<@Nullable Object> values = values(message);
            boolean ours = values.size() > 1 && Double.valueOf(transaction).equals(values.get(1));
            if (ours && "_result".equals(values.getFirst())) {
                return values;
            }
            if (ours && "_error".equals(values.getFirst())) {
                throw new RefusedByServerException(code(values));
            }
        }
        throw new IOException("it talks without answering");
    }

    /** The code of the first object that has one, made of harmless characters. */
    private static String code(List<@Nullable Object> command) {
        return command.stream().filter(Map.class::isInstance).map(value -> ((Map<?, ?>) value).get("code"))
                .filter(String.class::isInstance).map(String.class::cast)
                .map(text -> text.replaceAll("[^A-Za-z0-9.]", "")).findFirst().orElse("no reason");
    }

    private static List<@Nullable Object> values(RtmpMessage message) throws IOException {
        byte[] body = message.body();
        boolean shifted = message.type() == RtmpMessage.COMMAND_AMF3 && body.length > 0;
        return Amf0.read(shifted ? java.util.Arrays.copyOfRange(body, 1, body.length) : body);
    }

    private @Nullable RtmpMessage next() throws IOException {
        RtmpMessage message;
        try {
            message = chunks.next();
        } catch (EOFException e) {
            // It hung up in the middle of a message: an end like any other.
            return null;
        }
        if (message == null) {
            return null;
        }
        if (message.type() == RtmpMessage.WINDOW_SIZE) {
            window = Math.max(1, message.number());
        } else if (message.type() == RtmpMessage.PEER_BANDWIDTH) {
            send(CONTROL, RtmpMessage.WINDOW_SIZE, 0, ByteBuffer.allocate(4).putInt(WINDOW).array());
        } else if (message.type() == RtmpMessage.USER_CONTROL && message.number() >> 16 == PING
                && message.body().length >= 6) {
            send(CONTROL, RtmpMessage.USER_CONTROL, 0, ByteBuffer.allocate(6).putShort((short) PONG)
                    .put(message.body(), 2, 4).array());
        }
        if (chunks.received() - acknowledged >= window) {
            acknowledged = chunks.received();
            send(CONTROL, RtmpMessage.ACKNOWLEDGEMENT, 0,
                    ByteBuffer.allocate(4).putInt((int) acknowledged).array());
        }
        return message;
    }

    private void command(int stream, @Nullable Object... values) throws IOException {
        send(COMMANDS, RtmpMessage.COMMAND, stream, Amf0.write(values));
    }

    /** In one chunk: ours may be longer than anything that we say. */
    private void send(int chunkStream, int type, int stream, byte[] body) throws IOException {
        out.writeByte(chunkStream);
        out.writeByte(0);
        out.writeShort(0);
        out.writeByte(body.length >> 16);
        out.writeShort(body.length);
        out.writeByte(type);
        out.writeInt(Integer.reverseBytes(stream));
        out.write(body);
        out.flush();
    }

    @Override
    public void close() {
        line.close();
    }
}
