package dev.telltale.ingest.source.rtmp;

import dev.telltale.vision.media.InputBytes;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The video of a session as an FLV file without an end: the same tags, with a header before them. */
final class FlvBytes implements InputBytes {
    private final String name;
    private final RtmpClient client;
    private ByteBuffer ready = FlvTags.header();

    FlvBytes(String name, RtmpClient client) {
        this.name = name;
        this.client = client;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        while (!ready.hasRemaining()) {
            RtmpMessage message = client.video();
            if (message == null) {
                return -1;
            }
            ready = FlvTags.of(message);
        }
        int count = Math.min(ready.remaining(), into.remaining());
        into.put(into.position(), ready, ready.position(), count).position(into.position() + count);
        ready.position(ready.position() + count);
        return count;
    }

    @Override
    public void close() {
        client.close();
    }
}
