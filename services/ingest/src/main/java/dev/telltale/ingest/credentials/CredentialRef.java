package dev.telltale.ingest.credentials;

import dev.telltale.ingest.source.RefusedSourceException;

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

    /** What a person can do about a 401. */
    public String advice() {
        return reference == null
                ? "it asks for a user and a password: name them by credentialRef"
                : "check credentialRef " + reference;
    }
}
