package dev.telltale.ingest.source.srt;

import dev.telltale.ingest.credentials.CredentialRef;
import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.StreamSource;
import dev.telltale.ingest.source.push.ListenAddress;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.PacketSource;
import dev.telltale.vision.media.SrtBytes;
import dev.telltale.vision.media.SrtTerms;

import java.net.InetSocketAddress;
import java.net.URI;

/** A port to which somebody pushes by SRT: {@code srt+listen://127.0.0.1:9000}. One stream has a port of its own. */
public final class SrtListenSource implements StreamSource {
    private final InetSocketAddress socket;
    private final CredentialRef credential;
    private final SrtParameters parameters;

    /** A source that listens whenever it is open. */
    public SrtListenSource(URI uri, CredentialRef credential) throws RefusedSourceException {
        String path = uri.getPath();
        this.socket = ListenAddress.socket(uri, 0);
        this.credential = credential;
        if (path != null && path.length() > 1) {
            throw new RefusedSourceException(this + " has a path, and SRT knows none");
        }
        String query = uri.getRawQuery();
        this.parameters = SrtParameters.ofListener(toString(), query == null ? "" : query);
    }

    /** Refuses a passphrase that SRT cannot use. */
    public void checkPassphrase() throws RefusedSourceException {
        parameters.terms(credential);
    }

    /** Whether only this machine can reach it. */
    public boolean isLoopback() {
        return socket.getAddress().isLoopbackAddress();
    }

    @Override
    public boolean isPushed() {
        return true;
    }

    @Override
    public String waitingFor() {
        return "waiting for a publisher at " + this;
    }

    @Override
    public PacketSource open(InterruptDeadline deadline) throws MediaInputException {
        SrtTerms terms = parameters.termsForConnection(credential, toString());
        return MediaInput.openTransport(SrtBytes.listen(toString(), socket, terms, deadline), parameters.choice(),
                InputLimits.TRANSPORT, deadline);
    }

    @Override
    public String toString() {
        return "srt://" + ListenAddress.text(socket);
    }
}
