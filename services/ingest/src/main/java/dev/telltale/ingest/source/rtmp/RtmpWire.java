package dev.telltale.ingest.source.rtmp;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A connection as both sides see it: the simple handshake, messages, and what the protocol itself asks (acknowledgements, pings). Used
 * by one thread.
 */
final class RtmpWire {
    private static final int VERSION = 3;
    private static final int HANDSHAKE_BYTES = 1536;
    private static final int OUR_CHUNK = 1 << 16;
    private static final int WINDOW = 2_500_000;
    private static final int PING = 6;
    private static final int PONG = 7;
    private static final int COMMANDS = 3;
    private static final int CONTROL = 2;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final RtmpChunks chunks;
    private long window = WINDOW;
    private long acknowledged;

    RtmpWire(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(new BufferedOutputStream(out));
        this.chunks = new RtmpChunks(this.in);
    }

    /** A stranger makes us hold no more than this many bytes of unfinished messages. */
    void holdAtMost(int bytes) {
        chunks.holdAtMost(bytes);
    }

    /** As the one who calls (RTMP 1.0, 5.2). */
    void greet() throws IOException {
        byte[] ours = hello();
        out.writeByte(VERSION);
        out.write(ours);
        out.flush();
        byte[] theirs = theirHello("what it answers is not RTMP");
        out.write(theirs);
        out.flush();
        in.readFully(ours);
        number(RtmpMessage.SET_CHUNK_SIZE, OUR_CHUNK);
    }

    /** As the one who is called. */
    void answerGreeting() throws IOException {
        byte[] theirs = theirHello("what it says is not RTMP");
        byte[] ours = hello();
        out.writeByte(VERSION);
        out.write(ours);
        out.write(theirs);
        out.flush();
        in.readFully(ours);
        number(RtmpMessage.WINDOW_SIZE, WINDOW);
        number(RtmpMessage.SET_CHUNK_SIZE, OUR_CHUNK);
    }

    private static byte[] hello() {
        byte[] hello = new byte[HANDSHAKE_BYTES];
        ThreadLocalRandom.current().nextBytes(hello);
        ByteBuffer.wrap(hello).putInt(0).putInt(0);
        return hello;
    }

    private byte[] theirHello(String otherwise) throws IOException {
        if (in.readUnsignedByte() != VERSION) {
            throw new IOException(otherwise);
        }
        byte[] theirs = new byte[HANDSHAKE_BYTES];
        in.readFully(theirs);
        return theirs;
    }

    /** The next message; null where the other side has hung up. */
    @Nullable
    RtmpMessage next() throws IOException {
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
            number(RtmpMessage.WINDOW_SIZE, WINDOW);
        } else if (message.type() == RtmpMessage.USER_CONTROL && message.number() >> 16 == PING
                && message.body().length >= 6) {
            send(CONTROL, RtmpMessage.USER_CONTROL, 0, ByteBuffer.allocate(6).putShort((short) PONG)
                    .put(message.body(), 2, 4).array());
        }
        if (chunks.received() - acknowledged >= window) {
            acknowledged = chunks.received();
            number(RtmpMessage.ACKNOWLEDGEMENT, (int) acknowledged);
        }
        return message;
    }

    /** Whether a message is a command, in either form. */
    static boolean isCommand(RtmpMessage message) {
        return message.type() == RtmpMessage.COMMAND || message.type() == RtmpMessage.COMMAND_AMF3;
    }

    /** The values of a command. */
    static List<@Nullable Object> values(RtmpMessage message) throws IOException {
        byte[] body = message.body();
        boolean shifted = message.type() == RtmpMessage.COMMAND_AMF3 && body.length > 0;
        return Amf0.read(shifted ? Arrays.copyOfRange(body, 1, body.length) : body);
    }

    /** Says a command. */
    void command(int stream, @Nullable Object... values) throws IOException {
        send(COMMANDS, RtmpMessage.COMMAND, stream, Amf0.write(values));
    }

    private void number(int type, int value) throws IOException {
        send(CONTROL, type, 0, ByteBuffer.allocate(4).putInt(value).array());
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
}
