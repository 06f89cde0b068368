package dev.telltale.ingest.source.rtsp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/** The RTSP ports of this process. Streams share a port and are told apart by path. Thread-safe. */
public final class RtspPorts implements AutoCloseable {
    private final Map<InetSocketAddress, RtspFront> fronts = new HashMap<>();

    /**
     * Puts a stream on its port, which is opened for the first one.
     *
     * @throws IOException where the port cannot be had, or the path is taken
     */
    synchronized void mount(RtspMount mount) throws IOException {
        InetSocketAddress socket = mount.address().socket();
        RtspFront front = fronts.get(socket);
        if (front == null) {
            front = RtspFront.listen(socket);
            fronts.put(socket, front);
        }
        front.add(mount);
    }

    /** Takes a stream off its port, which is closed after the last one. */
    synchronized void unmount(RtspMount mount) {
        RtspFront front = fronts.get(mount.address().socket());
        if (front != null && front.remove(mount)) {
            fronts.remove(mount.address().socket());
            front.close();
        }
    }

    @Override
    public synchronized void close() {
        fronts.values().forEach(RtspFront::close);
        fronts.clear();
    }
}
