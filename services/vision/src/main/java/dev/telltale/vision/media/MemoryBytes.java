package dev.telltale.vision.media;

import java.nio.ByteBuffer;

/** Bytes that are already at hand. */
class MemoryBytes implements InputBytes {
    private final String name;
    private final ByteBuffer bytes;

    MemoryBytes(String name, byte[] bytes) {
        this.name = name;
        this.bytes = ByteBuffer.wrap(bytes);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int read(ByteBuffer into) {
        if (!bytes.hasRemaining()) {
            return -1;
        }
        int count = Math.min(into.remaining(), bytes.remaining());
        into.put(bytes.slice().limit(count));
        bytes.position(bytes.position() + count);
        return count;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
