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

/** Something that is fetched by HTTP: a file, an endless stream, or a playlist; its first bytes tell which. */
public final class HttpSource implements StreamSource {
    private static final int HEAD_BYTES = 512;

    private final Dialer dialer;
    private final StrictUrl url;
    private final CredentialRef credential;
    private volatile boolean recording;

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
    public String waitingFor() {
        return "connecting to " + url;
    }

    @Override
    public PacketSource open(InterruptDeadline deadline) throws MediaInputException {
        HttpBytes bytes = HttpBytes.open(new HttpClient(dialer, url, credential, deadline), url);
        try {
            // What it begins with has to be there before its kind is believed.
            bytes.head(HEAD_BYTES);
            recording = bytes.isFinite();
        } catch (IOException e) {
            bytes.close();
            throw Trouble.broken(url.toString(), e, deadline);
        }
        return container(bytes, deadline);
    }

    private PacketSource container(HttpBytes bytes, InterruptDeadline deadline) throws MediaInputException {
        try {
            return MediaInput.open(bytes, recording ? InputLimits.RECORDING : InputLimits.LIVE, deadline);
        } catch (MediaInputException e) {
            boolean unreadable = e.fault() == Fault.TRUNCATED || e.fault() == Fault.BROKEN;
            throw unreadable && recording && bytes.size() < 0
                    ? new MediaInputException(e.fault(), url.toString(), e.what()
                            + "; the server gives no parts, so that an index at the end cannot be read first", e)
                    : e;
        }
    }
}
