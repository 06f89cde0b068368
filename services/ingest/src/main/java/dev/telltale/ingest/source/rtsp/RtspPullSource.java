package dev.telltale.ingest.source.rtsp;

import dev.telltale.ingest.credentials.Credential;
import dev.telltale.ingest.credentials.CredentialRef;
import dev.telltale.ingest.dial.Dialer;
import dev.telltale.ingest.dial.Line;
import dev.telltale.ingest.dial.Trouble;
import dev.telltale.ingest.guard.RefusedUrlException;
import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.ingest.source.StreamSource;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;
import dev.telltale.vision.media.PacketSource;

import java.io.IOException;
import java.util.Optional;

/**
 * A camera or server from which video is pulled by RTSP, interleaved in one TCP connection: {@code rtsp://} or {@code rtsps://}. We
 * speak RTSP ourselves and hand FFmpeg the RTP packets; a redirect passes the guard and does not get the credential.
 */
public final class RtspPullSource implements StreamSource {
    private static final int MOST_REDIRECTS = 3;

    private final Dialer dialer;
    private final StrictUrl url;
    private final CredentialRef credential;

    /** A source at a URL. */
    public RtspPullSource(Dialer dialer, StrictUrl url, CredentialRef credential) {
        this.dialer = dialer;
        this.url = url;
        this.credential = credential;
    }

    @Override
    public String waitingFor() {
        return "connecting to " + url;
    }

    @Override
    public PacketSource open(InterruptDeadline deadline) throws MediaInputException {
        StrictUrl where = url;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            RtspSession session = begin(where, deadline);
            if (session instanceof RtspSession.Playing playing) {
                return MediaInput.openRtp(playing.description(), playing.packets(), InputLimits.LIVE, deadline);
            }
            where = follow(where, ((RtspSession.Moved) session).location());
        }
        throw new MediaInputException(Fault.UNREACHABLE, url.toString(),
                "redirects more than " + MOST_REDIRECTS + " times");
    }

    private RtspSession begin(StrictUrl where, InterruptDeadline deadline) throws MediaInputException {
        Optional<Credential> known = where.origin().equals(url.origin())
                ? credential.forConnection(url.toString())
                : Optional.empty();
        Line line = dialer.dial(dialer.admit(where), deadline);
        try {
            return RtspSession.begin(where, new RtspClient(url.toString(), line, known, System::nanoTime), credential);
        } catch (IOException e) {
            line.close();
            throw Trouble.broken(url.toString(), e, deadline);
        } catch (MediaInputException e) {
            line.close();
            throw e;
        }
    }

    private StrictUrl follow(StrictUrl from, String location) throws MediaInputException {
        try {
            StrictUrl to = StrictUrl.parse(location);
            boolean rtsp = to.scheme().text().startsWith("rtsp");
            if (!rtsp || (from.scheme().isEncrypted() && !to.scheme().isEncrypted())) {
                throw new RefusedUrlException("it leads to something else than RTSP, or from TLS to none");
            }
            return to;
        } catch (RefusedUrlException e) {
            throw new MediaInputException(Fault.FORBIDDEN, url.toString(),
                    "redirects to an address that is refused: " + e.getMessage(), e);
        }
    }
}
