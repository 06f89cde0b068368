package dev.telltale.ingest.source.rtmp;

import dev.telltale.ingest.credentials.Credential;
import dev.telltale.ingest.credentials.CredentialRef;
import dev.telltale.ingest.dial.Dialer;
import dev.telltale.ingest.dial.Line;
import dev.telltale.ingest.dial.Trouble;
import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.StreamSource;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;
import dev.telltale.vision.media.PacketSource;

import java.io.IOException;

/**
 * A server from which video is pulled by RTMP: {@code rtmps://host/application/name}. Where the path ends in a slash, the name is the
 * stream's credential: a stream key, which nobody then sees in the address.
 */
public final class RtmpPullSource implements StreamSource {
    private final Dialer dialer;
    private final StrictUrl url;
    private final CredentialRef credential;
    private final String application;
    private final String name;

    /** A source at a URL. */
    public RtmpPullSource(Dialer dialer, StrictUrl url, CredentialRef credential) throws RefusedSourceException {
        this.dialer = dialer;
        this.url = url;
        this.credential = credential;
        int slash = url.path().lastIndexOf('/');
        this.application = slash < 1 ? "" : url.path().substring(1, slash);
        this.name = url.target().substring(slash + 1);
        if (application.isEmpty() || (name.isEmpty() && credential.reference() == null)) {
            throw new RefusedSourceException(url + " is not of the form rtmp://host/application/name; the name may be "
                    + "left out where credentialRef names a stream key");
        }
    }

    @Override
    public String waitingFor() {
        return "connecting to " + url;
    }

    @Override
    public PacketSource open(InterruptDeadline deadline) throws MediaInputException {
        Line line = dialer.dial(dialer.admit(url), deadline);
        try {
            RtmpClient client = new RtmpClient(line);
            client.shakeHands();
            client.connect(application, url.origin() + "/" + application);
            client.play(name.isEmpty() ? key() : name);
            return MediaInput.open(new FlvBytes(url.toString(), client), InputLimits.LIVE, deadline);
        } catch (RefusedByServerException e) {
            line.close();
            throw new MediaInputException(Fault.UNREACHABLE, url.toString(), refusal(e), e);
        } catch (IOException e) {
            line.close();
            throw Trouble.broken(url.toString(), e, deadline);
        } catch (MediaInputException e) {
            line.close();
            throw e.getCause() instanceof RefusedByServerException refused
                    ? new MediaInputException(Fault.UNREACHABLE, url.toString(), refusal(refused), e)
                    : e;
        }
    }

    private String key() throws MediaInputException {
        return credential.forConnection(url.toString()).map(Credential::text).orElse("");
    }

    private String refusal(RefusedByServerException refused) {
        return "the server refuses (" + refused.getMessage() + ")"
                + (credential.reference() == null ? "" : ": check credentialRef " + credential.reference());
    }
}
