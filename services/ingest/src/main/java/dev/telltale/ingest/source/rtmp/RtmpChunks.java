package dev.telltale.ingest.source.rtmp;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Puts messages together from chunks (RTMP 1.0, 5.3). Bounded: a peer can make us hold 32 MiB, or what is set, in 64 chunk streams. */
final class RtmpChunks {
    private static final int MOST_STREAMS = 64;
    private static final int MOST_CHUNK = 1 << 24;
    private static final int EXTENDED = 0xffffff;

    private final DataInputStream in;
    private final Map<Integer, Open> streams = new HashMap<>();
    private int chunkSize = 128;
    private long received;
    private int held;
    private int mostHeld = 32 << 20;

    RtmpChunks(DataInputStream in) {
        this.in = in;
    }

    /** Sets how many bytes of unfinished messages the peer can make us hold. */
    void holdAtMost(int bytes) {
        mostHeld = bytes;
    }

    /** What a chunk stream remembers. */
    private static final class Open {
        private long time;
        private long delta;
        private int length;
        private int type;
        private int stream;
        private boolean extended;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    }

    /** Bytes of chunks so far: what is acknowledged. */
    long received() {
        return received;
    }

    /** The next whole message, null where the peer has hung up between two; those about chunks are obeyed and given out too. */
    @Nullable
    RtmpMessage next() throws IOException {
        while (true) {
            int first = in.read();
            if (first < 0) {
                return null;
            }
            Open open = stream(number(first & 0x3f));
            header(open, first >> 6);
            if (take(open)) {
                RtmpMessage message = new RtmpMessage(open.type, open.time, open.stream, open.body.toByteArray());
                held -= message.body().length;
                open.body.reset();
                obey(message);
                return message;
            }
        }
    }

    private int number(int low) throws IOException {
        received += low > 1 ? 1 : 2 + low;
        return switch (low) {
            case 0 -> 64 + in.readUnsignedByte();
            case 1 -> 64 + in.readUnsignedByte() + 256 * in.readUnsignedByte();
            default -> low;
        };
    }

    private Open stream(int number) throws IOException {
        Open open = streams.computeIfAbsent(number, unused -> new Open());
        if (streams.size() > MOST_STREAMS) {
            throw new IOException("it uses more than " + MOST_STREAMS + " chunk streams");
        }
        return open;
    }

    private void header(Open open, int form) throws IOException {
        if (form < 3) {
            int stamp = three();
            if (form < 2) {
                open.length = three();
                open.type = in.readUnsignedByte();
                received += 1;
            }
            if (form == 0) {
                open.stream = Integer.reverseBytes(in.readInt());
                received += 4;
            }
            open.extended = stamp == EXTENDED;
            long value = open.extended ? four() : stamp;
            open.delta = form == 0 ? 0 : value;
            open.time = form == 0 ? value : open.time + value & 0xffffffffL;
        } else {
            if (open.extended) {
                four();
            }
            if (open.body.size() == 0) {
                open.time = open.time + open.delta & 0xffffffffL;
            }
        }
    }

    /** Takes a chunk's bytes; true where the message is whole. */
    private boolean take(Open open) throws IOException {
        int count = Math.min(chunkSize, open.length - open.body.size());
        if (count < 0) {
            throw new IOException("its chunks do not fit its messages");
        }
        held += count;
        if (held > mostHeld) {
            throw new IOException("it begins more than it finishes");
        }
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("it hung up in mid-sentence");
        }
        received += count;
        open.body.write(bytes, 0, count);
        return open.body.size() == open.length;
    }

    private void obey(RtmpMessage message) throws IOException {
        if (message.type() == RtmpMessage.SET_CHUNK_SIZE) {
            long size = message.number();
            if (size < 1 || size > MOST_CHUNK) {
                throw new IOException("it asks for chunks of " + size + " bytes");
            }
            chunkSize = (int) size;
        } else if (message.type() == RtmpMessage.ABORT) {
            Open aborted = streams.get((int) message.number());
            if (aborted != null) {
                held -= aborted.body.size();
                aborted.body.reset();
            }
        }
    }

    private int three() throws IOException {
        received += 3;
        return in.readUnsignedByte() << 16 | in.readUnsignedShort();
    }

    private long four() throws IOException {
        received += 4;
        return in.readInt() & 0xffffffffL;
    }
}
