package dev.telltale.ingest.source.rtmp;

import dev.telltale.ingest.dial.Line;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Our side of a conversation with a server: handshake, connect, createStream, play. Gives out the messages of the video. Used by one
 * thread; the line's deadline ends what takes too long.
 */
final class RtmpClient implements AutoCloseable {
    private static final int STREAM_EOF = 1;
    /** Whatever there is: live, else recorded. */
    private static final double LIVE_OR_RECORDED = -2000;

    private final Line line;
    private final RtmpWire wire;

    RtmpClient(Line line) throws IOException {
        this.line = line;
        this.wire = new RtmpWire(line.in(), line.out());
    }

    /** The simple handshake. */
    void shakeHands() throws IOException {
        wire.greet();
    }

    /** Connects to an application; throws with the server's code where it refuses. */
    void connect(String application, String address) throws IOException {
        wire.command(0, "connect", 1.0, Map.of("app", application, "tcUrl", address, "type", "nonprivate", "flashVer",
                "LNX 9,0,124,2", "fpad", false, "capabilities", 15.0, "audioCodecs", 4071.0, "videoCodecs", 252.0,
                "videoFunction", 1.0));
        result(1);
    }

    /** Plays a stream; throws with the server's code where it refuses. */
    void play(String name) throws IOException {
        wire.command(0, "createStream", 2.0, null);
        List<@Nullable Object> created = result(2);
        if (created.size() < 4 || !(created.get(3) instanceof Double number)) {
            throw new IOException("it creates a stream without a number");
        }
        wire.command(number.intValue(), "play", 0.0, null, name, LIVE_OR_RECORDED);
    }

    /** The next message with video; null at the end. */
    @Nullable
    RtmpMessage video() throws IOException {
        while (true) {
            RtmpMessage message = wire.next();
            if (message == null) {
                return null;
            }
            switch (message.type()) {
                case RtmpMessage.VIDEO, RtmpMessage.AGGREGATE -> {
                    return message;
                }
                case RtmpMessage.COMMAND, RtmpMessage.COMMAND_AMF3 -> {
                    if (ends(RtmpWire.values(message))) {
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
            RtmpMessage message = wire.next();
            if (message == null) {
                throw new EOFException("it hung up in mid-sentence");
            }
            if (!RtmpWire.isCommand(message)) {
                continue;
            }
            List<@Nullable Object> values = RtmpWire.values(message);
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

    @Override
    public void close() {
        line.close();
    }
}
