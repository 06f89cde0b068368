package dev.telltale.ingest.dial;

import dev.telltale.ingest.guard.Admission;
import dev.telltale.ingest.guard.Destination;
import dev.telltale.ingest.guard.Guard;
import dev.telltale.ingest.guard.Host;
import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Dials destinations: their checked addresses one after the other, never a name, never a proxy. Thread-safe. */
public final class Dialer {
    private static final Duration EACH = Duration.ofSeconds(4);

    private final Guard guard;
    private final SSLSocketFactory tls;

    /**
     * A dialer.
     *
     * @param tls makes sockets that trust whom the deployment trusts
     */
    public Dialer(Guard guard, SSLSocketFactory tls) {
        this.guard = guard;
        this.tls = tls;
    }

    /** What the guard makes of a URL. */
    public Destination admit(StrictUrl url) throws MediaInputException {
        return switch (guard.admit(url)) {
            case Admission.Refused refused -> throw new MediaInputException(Fault.FORBIDDEN, url.toString(),
                    refused.reason());
            case Admission.Unknown unknown -> throw new MediaInputException(Fault.UNREACHABLE, url.toString(),
                    unknown.reason());
            case Destination destination -> destination;
        };
    }

    /** Why the guard refuses a URL, as far as that can be told without a look-up. */
    public Optional<String> foreseen(StrictUrl url) {
        return guard.foreseen(url);
    }

    /**
     * Opens a connection, TLS where the scheme says so.
     *
     * @param deadline cuts it
     */
    public Line dial(Destination destination, InterruptDeadline deadline) throws MediaInputException {
        IOException last = null;
        for (InetAddress address : destination.addresses()) {
            Line line = new Line(new Socket(Proxy.NO_PROXY), deadline);
            try {
                connect(line, address, destination.url());
                line.settle();
                return line;
            } catch (IOException e) {
                line.close();
                if (deadline.expired()) {
                    throw Trouble.cut(destination.url().toString(), deadline);
                }
                last = e;
            }
        }
        throw Trouble.unreachable(destination.url().toString(), last);
    }

    private void connect(Line line, InetAddress address, StrictUrl url) throws IOException {
        Socket socket = line.socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address, url.port()), Math.toIntExact(EACH.toMillis()));
        if (url.scheme().isEncrypted()) {
            line.becomes(encrypt(socket, url));
        }
    }

    /** The name of the URL is what the certificate has to be for, whatever address was dialled. */
    private SSLSocket encrypt(Socket socket, StrictUrl url) throws IOException {
        String name = switch (url.host()) {
            case Host.Name host -> host.text();
            case Host.Literal literal -> literal.address().getHostAddress();
        };
        SSLSocket encrypted = (SSLSocket) tls.createSocket(socket, name, url.port(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }
}
