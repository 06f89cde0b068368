package dev.telltale.ingest.source.srt;

import dev.telltale.ingest.credentials.Credential;
import dev.telltale.ingest.credentials.CredentialRef;
import dev.telltale.ingest.source.Parameters;
import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.TransportParameters;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.SrtTerms;
import dev.telltale.vision.media.StreamChoice;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What the address of an SRT source says besides where it is.
 *
 * @param streamId what is asked for; null for nothing in particular
 * @param latency how long lost packets are waited for
 * @param choice which programme
 */
record SrtParameters(@Nullable String streamId, Duration latency, StreamChoice choice) {
    private static final String STREAM_ID = "streamid";
    private static final String LATENCY = "latency";

    /** Of one that calls. */
    static SrtParameters ofCaller(String source, String query) throws RefusedSourceException {
        return of(Parameters.of(source, query, TransportParameters.and(LATENCY, STREAM_ID)));
    }

    /** Of one that waits: any stream id will do, the passphrase is the key. */
    static SrtParameters ofListener(String source, String query) throws RefusedSourceException {
        return of(Parameters.of(source, query, TransportParameters.and(LATENCY)));
    }

    private static SrtParameters of(Parameters parameters) throws RefusedSourceException {
        OptionalInt millis = parameters.number(LATENCY);
        Duration latency = millis.isPresent() ? Duration.ofMillis(millis.getAsInt()) : SrtTerms.USUAL_LATENCY;
        SrtParameters read = new SrtParameters(parameters.text(STREAM_ID).orElse(null), latency,
                TransportParameters.choice(parameters));
        read.agreed(null);
        return read;
    }

    /** The terms with the passphrase as it is now. */
    SrtTerms terms(CredentialRef credential) throws RefusedSourceException {
        return agreed(credential.now().map(Credential::text).orElse(null));
    }

    /** The same for a connection that is being opened. */
    SrtTerms termsForConnection(CredentialRef credential, String source) throws MediaInputException {
        try {
            return terms(credential);
        } catch (RefusedSourceException e) {
            throw e.whenOpening(source);
        }
    }

    private SrtTerms agreed(@Nullable String passphrase) throws RefusedSourceException {
        try {
            return new SrtTerms(passphrase, streamId, latency);
        } catch (IllegalArgumentException e) {
            throw new RefusedSourceException(String.valueOf(e.getMessage()));
        }
    }
}
