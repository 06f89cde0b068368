package dev.telltale.ingest.source.udp;

import dev.telltale.ingest.guard.Host;
import dev.telltale.ingest.guard.RefusedUrlException;
import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.ingest.source.Parameters;
import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.TransportParameters;
import dev.telltale.vision.media.StreamChoice;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where datagrams are waited for.
 *
 * @param url as written
 * @param socket what is bound: an address of this machine, or a group
 * @param device name of the network interface by which a group is joined; null for all
 * @param from who may send; null for anybody
 * @param choice which programme
 */
public record UdpAddress(StrictUrl url, InetSocketAddress socket, @Nullable String device, @Nullable InetAddress from,
        StreamChoice choice) {
    private static final String INTERFACE = "interface";
    private static final String FROM = "from";

    /** Reads {@code udp://address:port?program=2&interface=eth0&from=10.1.2.3}. */
    public static UdpAddress of(StrictUrl url) throws RefusedSourceException {
        if (!(url.host() instanceof Host.Literal literal)) {
            throw new RefusedSourceException(
                    url + " has to name the address to listen on by its number: 127.0.0.1, or a group");
        }
        if (!url.path().equals("/")) {
            throw new RefusedSourceException(url + " has a path, and UDP knows none");
        }
        Parameters parameters = Parameters.of(url.toString(), url.query(), TransportParameters.and(INTERFACE, FROM));
        Optional<String> from = parameters.text(FROM);
        return new UdpAddress(url, new InetSocketAddress(literal.address(), url.port()),
                parameters.text(INTERFACE).orElse(null), from.isPresent() ? sender(from.get()) : null,
                TransportParameters.choice(parameters));
    }

    private static InetAddress sender(String text) throws RefusedSourceException {
        try {
            if (Host.parse(text.contains(":") ? "[" + text + "]" : text) instanceof Host.Literal literal) {
                return literal.address();
            }
        } catch (RefusedUrlException e) {
            throw new RefusedSourceException("from must be a sender's address: " + e.getMessage());
        }
        throw new RefusedSourceException("from must be a sender's address, as a number");
    }

    /** Whether it is a group that has to be joined. */
    public boolean isGroup() {
        return socket.getAddress().isMulticastAddress();
    }

    /** Whether only this machine can send there. */
    public boolean isLoopback() {
        return socket.getAddress().isLoopbackAddress();
    }

    @Override
    public String toString() {
        return url.origin();
    }
}
