package dev.telltale.ingest.source.http;

import dev.telltale.ingest.credentials.CredentialRef;
import dev.telltale.ingest.dial.Dialer;
import dev.telltale.ingest.dial.Trouble;
import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.ingest.source.StreamSource;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;
import dev.telltale.vision.media.PacketSource;

import java.io.IOException;
import java.time.Duration;

/** Something that is fetched by HTTP: a file, an endless stream, or a playlist; its first bytes tell which. */
public final class HttpSource implements StreamSource {
    private static final int HEAD_BYTES = 512;

    private final Dialer dialer;
    private final StrictUrl url;
    private final CredentialRef credential;
    private volatile boolean recording;
    private volatile Duration pause = Duration.ZERO;

    /** A source at a URL. */
    public HttpSource(Dialer dialer, StrictUrl url, CredentialRef credential) {
        this.dialer = dialer;
        this.url = url;
        this.credential = credential;
    }

    @Override
    public boolean isRecording() {
        return recording;
    }

    @Override
    public Duration usualPause() {
        return pause;
    }

    @Override
    public String waitingFor() {
        return "connecting to " + url;
    }

    @Override
    public PacketSource open(InterruptDeadline deadline) throws MediaInputException {
        HttpClient client = new HttpClient(dialer, url, credential, deadline);
        HttpBytes bytes = HttpBytes.open(client, url);
        try {
            if (HlsParser.looksLike(bytes.head(HEAD_BYTES))) {
                return playlist(HlsFeed.begin(client, bytes), deadline);
            }
        } catch (IOException e) {
            bytes.close();
            throw Trouble.broken(url.toString(), e, deadline);
        }
        recording = bytes.isFinite();
        return container(bytes, deadline);
    }

    private PacketSource playlist(HlsFeed feed, InterruptDeadline deadline) throws MediaInputException {
        recording = feed.isFinite();
        pause = feed.target().multipliedBy(2);
        return HlsPackets.open(feed, limits(), deadline);
    }

    private PacketSource container(HttpBytes bytes, InterruptDeadline deadline) throws MediaInputException {
        try {
            return MediaInput.open(bytes, limits(), deadline);
        } catch (MediaInputException e) {
            boolean unreadable = e.fault() == Fault.TRUNCATED || e.fault() == Fault.BROKEN;
            throw unreadable && recording && bytes.size() < 0
                    ? new MediaInputException(e.fault(), url.toString(), e.what()
                            + "; the server gives no parts, so that an index at the end cannot be read first", e)
                    : e;
        }
    }

    private InputLimits limits() {
        return recording ? InputLimits.RECORDING : InputLimits.LIVE;
    }
}
