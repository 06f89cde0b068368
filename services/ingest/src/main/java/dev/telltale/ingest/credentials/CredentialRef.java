package dev.telltale.ingest.credentials;

import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.vision.media.MediaInputException;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * What a stream says of its credential: a name, or nothing. The secret is looked up for each connection, so that it can change.
 *
 * @param credentials where the name is looked up
 * @param reference the name; null where the stream has none
 */
public record CredentialRef(Credentials credentials, @Nullable String reference) {

    /** The credential as it is now; empty where the stream names none. */
    public Optional<Credential> now() throws RefusedSourceException {
        return reference == null ? Optional.empty() : Optional.of(credentials.find(reference));
    }

    /**
     * The credential as it is now, for a connection that is being opened.
     *
     * @param source as people know it
     */
    public Optional<Credential> forConnection(String source) throws MediaInputException {
        try {
            return now();
        } catch (RefusedSourceException e) {
            throw e.whenOpening(source);
        }
    }

    /** What a person can do about a 401. */
    public String advice() {
        return reference == null
                ? "it asks for a user and a password: name them by credentialRef"
                : "check credentialRef " + reference;
    }
}
