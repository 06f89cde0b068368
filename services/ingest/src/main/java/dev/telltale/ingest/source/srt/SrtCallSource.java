package dev.telltale.ingest.source.srt;

import dev.telltale.ingest.credentials.CredentialRef;
import dev.telltale.ingest.dial.Dialer;
import dev.telltale.ingest.guard.Destination;
import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.StreamSource;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;
import dev.telltale.vision.media.PacketSource;
import dev.telltale.vision.media.SrtBytes;
import dev.telltale.vision.media.SrtTerms;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Somebody who is called by SRT: {@code srt://host:port?streamid=news}. The passphrase is the stream's credential. */
public final class SrtCallSource implements StreamSource {
    private final Dialer dialer;
    private final StrictUrl url;
    private final CredentialRef credential;
    private final SrtParameters parameters;

    /** A source at a URL. */
    public SrtCallSource(Dialer dialer, StrictUrl url, CredentialRef credential) throws RefusedSourceException {
        this.dialer = dialer;
        this.url = url;
        this.credential = credential;
        this.parameters = check(url);
        parameters.terms(credential);
    }

    /** Refuses an address that says something that SRT does not know. */
    public static void checkForm(StrictUrl url) throws RefusedSourceException {
        check(url);
    }

    private static SrtParameters check(StrictUrl url) throws RefusedSourceException {
        if (!url.path().equals("/")) {
            throw new RefusedSourceException(url + " has a path, and SRT knows none: write ?streamid=...");
        }
        return SrtParameters.ofCaller(url.toString(), url.query());
    }

    @Override
    public String waitingFor() {
        return "connecting to " + url;
    }

    @Override
    public PacketSource open(InterruptDeadline deadline) throws MediaInputException {
        return MediaInput.openTransport(call(dialer.admit(url), deadline), parameters.choice(), InputLimits.TRANSPORT,
                deadline);
    }

    private SrtBytes call(Destination destination, InterruptDeadline deadline) throws MediaInputException {
        MediaInputException last = null;
        SrtTerms terms = parameters.termsForConnection(credential, url.toString());
        for (InetAddress address : destination.addresses()) {
            try {
                return SrtBytes.call(url.toString(), new InetSocketAddress(address, url.port()), terms, deadline);
            } catch (MediaInputException e) {
                if (deadline.expired()) {
                    throw e;
                }
                last = e;
            }
        }
        String what = last == null ? "has no address" : last.what();
        throw new MediaInputException(Fault.UNREACHABLE, url.toString(), credential.reference() == null
                ? what
                : what + "; or it has another passphrase: check credentialRef " + credential.reference());
    }
}
