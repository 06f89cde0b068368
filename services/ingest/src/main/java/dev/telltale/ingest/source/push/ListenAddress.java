package dev.telltale.ingest.source.push;

import dev.telltale.ingest.guard.Host;
import dev.telltale.ingest.guard.RefusedUrlException;
import dev.telltale.ingest.source.RefusedSourceException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Where publishers of one stream push to.
 *
 * @param scheme what a publisher writes: rtsp, rtmp or ws
 * @param socket address that is bound
 * @param path path of the stream on it, with a leading slash and none at the end
 */
public record ListenAddress(String scheme, InetSocketAddress socket, String path) {

    /** Reads {@code scheme+listen://host:port/path}. */
    public static ListenAddress of(URI uri, int defaultPort) throws RefusedSourceException {
        String scheme = uri.getScheme().replace("+listen", "").toLowerCase(Locale.ROOT);
        String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
        if (path.isEmpty()) {
            throw new RefusedSourceException(uri + " has no path: publishers of several streams are told apart by it");
        }
        return new ListenAddress(scheme, socket(uri, defaultPort), path);
    }

    /** The address that a URI says is to be bound, in a strict form. */
    public static InetSocketAddress socket(URI uri, int defaultPort) throws RefusedSourceException {
        if (uri.getUserInfo() != null) {
            throw new RefusedSourceException("a source carries no password: use credentialRef");
        }
        String host = uri.getHost();
        if (host == null) {
            throw new RefusedSourceException(uri + " has no host to listen on, 127.0.0.1 for example");
        }
        int port = uri.getPort() < 0 ? defaultPort : uri.getPort();
        if (port < 1 || port > 65_535) {
            throw new RefusedSourceException(uri + " has no port from 1 to 65535 to listen on");
        }
        try {
            InetAddress address = switch (Host.parse(host)) {
                case Host.Literal literal -> literal.address();
                case Host.Name name -> InetAddress.getByName(name.text());
            };
            return new InetSocketAddress(address, port);
        } catch (UnknownHostException e) {
            throw new RefusedSourceException("host '" + host + "' to listen on is not known");
        } catch (RefusedUrlException e) {
            throw new RefusedSourceException(uri + " is refused: " + e.getMessage());
        }
    }

    /** Whether only this machine can reach it. */
    public boolean isLoopback() {
        return socket.getAddress().isLoopbackAddress();
    }

    @Override
    public String toString() {
        return scheme + "://" + text(socket) + path;
    }

    /** An address and its port as in a URL. */
    public static String text(InetSocketAddress socket) {
        String address = socket.getAddress().getHostAddress();
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + socket.getPort();
    }
}
