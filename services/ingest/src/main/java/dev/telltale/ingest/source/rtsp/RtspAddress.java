package dev.telltale.ingest.source.rtsp;

import dev.telltale.ingest.source.RefusedSourceException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Where publishers of one stream push to.
 *
 * @param socket address that is bound
 * @param path path of the stream on it, with a leading slash and none at the end
 */
public record RtspAddress(InetSocketAddress socket, String path) {
    private static final int DEFAULT_PORT = 8554;

    /** Reads {@code rtsp+listen://host:port/path}. */
    public static RtspAddress of(URI uri) throws RefusedSourceException {
        String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
        if (path.isEmpty()) {
            throw new RefusedSourceException(uri + " has no path: publishers of several streams are told apart by it");
        }
        if (uri.getUserInfo() != null) {
            throw new RefusedSourceException("a source carries no password: use credentialRef");
        }
        String host = uri.getHost();
        if (host == null) {
            throw new RefusedSourceException(uri + " has no host to listen on, 127.0.0.1 for example");
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        try {
            return new RtspAddress(new InetSocketAddress(InetAddress.getByName(host), port), path);
        } catch (UnknownHostException e) {
            throw new RefusedSourceException("host '" + host + "' to listen on is not known");
        }
    }

    /** Whether only this machine can reach it. */
    public boolean isLoopback() {
        return socket.getAddress().isLoopbackAddress();
    }

    @Override
    public String toString() {
        return "rtsp://" + socket.getAddress().getHostAddress() + ":" + socket.getPort() + path;
    }
}
