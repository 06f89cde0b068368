package dev.telltale.ingest.source.rtmp;

import dev.telltale.testing.live.Pace;
import dev.telltale.testing.live.PlayingServer;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntPredicate;

/** The tags of an FLV file as an RTMP server's messages. Says all that a player waits for without waiting for the player. */
public final class PlayedRtmp extends PlayingServer {
    private static final int FLV_HEADER = 13;
    private static final int TAG_HEADER = 11;
    private static final int CHUNK = 1 << 24;

    private final byte[] clip;
    private final double speed;

    public PlayedRtmp(Path clip, double speed, IntPredicate welcome) throws IOException {
        super(welcome);
        this.clip = Files.readAllBytes(clip);
        this.speed = speed;
        open();
    }

    @Override
    protected void serve(Socket socket, OutputStream out) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        in.skipNBytes(1537);
        out.write(3);
        out.write(new byte[2 * 1536]);
        out.write(message(RtmpMessage.SET_CHUNK_SIZE, 0, ByteBuffer.allocate(4).putInt(CHUNK).array()));
        out.write(message(RtmpMessage.COMMAND, 0, Amf0.write("_result", 1.0, null, Map.of("code", "connected"))));
        out.write(message(RtmpMessage.COMMAND, 0, Amf0.write("_result", 2.0, null, 1.0)));
        Pace pace = new Pace(speed);
        ByteBuffer tags = ByteBuffer.wrap(clip).position(FLV_HEADER);
        while (tags.remaining() > TAG_HEADER) {
            int first = tags.getInt();
            int time = tags.getInt();
            byte[] body = new byte[first & 0xffffff];
            tags.position(tags.position() + 3).get(body).getInt();
            if (first >>> 24 == RtmpMessage.VIDEO) {
                pace.await(Duration.ofMillis(time >>> 8));
                out.write(message(RtmpMessage.VIDEO, time >>> 8, body));
            }
        }
    }

    private static byte[] message(int type, int time, byte[] body) {
        ByteBuffer head = ByteBuffer.allocate(12).put((byte) 3).put((byte) (time >> 16)).putShort((short) time);
        head.put((byte) (body.length >> 16)).putShort((short) body.length).put((byte) type).putInt(0);
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(head.array());
        whole.writeBytes(body);
        return whole.toByteArray();
    }
}
