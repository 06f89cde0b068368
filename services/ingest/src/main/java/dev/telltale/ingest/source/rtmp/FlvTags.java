package dev.telltale.ingest.source.rtmp;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The video messages of RTMP as what they are in a file: FLV's tags (Adobe Flash Video File Format 10.1, E.3). */
final class FlvTags {
    private static final int TAG_HEADER = 11;
    private static final int HAS_VIDEO = 1;

    private FlvTags() {}

    /** What a file without an end begins with. */
    static ByteBuffer header() {
        return ByteBuffer.wrap(new byte[]{'F', 'L', 'V', 1, HAS_VIDEO, 0, 0, 0, 9, 0, 0, 0, 0});
    }

    /** Whether a message is video, or has some in it. */
    static boolean isVideo(RtmpMessage message) {
        return message.type() == RtmpMessage.VIDEO || message.type() == RtmpMessage.AGGREGATE;
    }

    /** The tags of a message of video. */
    static ByteBuffer of(RtmpMessage message) throws IOException {
        return message.type() == RtmpMessage.VIDEO ? tag(message.time(), message.body()) : split(message);
    }

    private static ByteBuffer tag(long time, byte[] body) {
        ByteBuffer tag = ByteBuffer.allocate(TAG_HEADER + body.length + Integer.BYTES);
        tag.put((byte) RtmpMessage.VIDEO).put((byte) (body.length >> 16)).putShort((short) body.length);
        tag.put((byte) (time >> 16)).putShort((short) time).put((byte) (time >> 24));
        tag.put((byte) 0).putShort((short) 0).put(body).putInt(TAG_HEADER + body.length);
        return tag.flip();
    }

    /** An aggregate is a row of tags whose times count from the first one's (RTMP 1.0, 7.1.6). */
    private static ByteBuffer split(RtmpMessage message) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(message.body());
        ByteBuffer out = ByteBuffer.allocate(message.body().length);
        long first = -1;
        while (in.remaining() >= TAG_HEADER) {
            int type = in.get();
            int length = (in.get() & 0xff) << 16 | (in.getShort() & 0xffff);
            long time = (in.get() & 0xffL) << 16 | (in.getShort() & 0xffff);
            time |= (in.get() & 0xffL) << 24;
            first = first < 0 ? time : first;
            in.position(in.position() + 3);
            if (length + Integer.BYTES > in.remaining()) {
                throw new IOException("it sends an aggregate that is cut off");
            }
            byte[] body = new byte[length];
            in.get(body).getInt();
            if (type == RtmpMessage.VIDEO) {
                out.put(tag(message.time() + time - first & 0xffffffffL, body));
            }
        }
        return out.flip();
    }
}
