package dev.telltale.ingest.source.push;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One listening port and the streams on it. Thread-safe. */
public abstract class Front implements AutoCloseable {
    private final Map<String, Mount> mounts = new ConcurrentHashMap<>();

    /** Opens ports of a protocol. */
    @FunctionalInterface
    public interface Opening {
        /**
         * Begins to listen.
         *
         * @throws IOException where the port cannot be had; the message says why
         */
        Front listen(InetSocketAddress address) throws IOException;
    }

    /** Puts a stream on it. */
    final void add(Mount mount) throws IOException {
        if (mounts.putIfAbsent(mount.address().path(), mount) != null) {
            throw new IOException("another stream of this process already listens at " + mount.address());
        }
    }

    /** Takes a stream off; true where it was the last. */
    final boolean remove(Mount mount) {
        mounts.remove(mount.address().path(), mount);
        return mounts.isEmpty();
    }

    /** The stream at a path, or null. */
    public final @Nullable Mount find(String path) {
        return mounts.get(path);
    }

    @Override
    public abstract void close();
}
