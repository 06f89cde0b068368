package dev.telltale.ingest.source.push;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/** The ports of this process on which one protocol is spoken. Streams share a port and are told apart by path. Thread-safe. */
public final class Ports implements AutoCloseable {
    private final Front.Opening opening;
    private final Map<InetSocketAddress, Front> fronts = new HashMap<>();

    /** Ports of a protocol; none is open yet. */
    public Ports(Front.Opening opening) {
        this.opening = opening;
    }

    /**
     * Puts a stream on its port, which is opened for the first one.
     *
     * @throws IOException where the port cannot be had, or the path is taken
     */
    public synchronized void mount(Mount mount) throws IOException {
        InetSocketAddress socket = mount.address().socket();
        Front front = fronts.get(socket);
        if (front == null) {
            front = opening.listen(socket);
            fronts.put(socket, front);
        }
        front.add(mount);
    }

    /** Takes a stream off its port, which is closed after the last one. */
    synchronized void unmount(Mount mount) {
        Front front = fronts.get(mount.address().socket());
        if (front != null && front.remove(mount)) {
            fronts.remove(mount.address().socket());
            front.close();
        }
    }

    @Override
    public synchronized void close() {
        fronts.values().forEach(Front::close);
        fronts.clear();
    }
}
