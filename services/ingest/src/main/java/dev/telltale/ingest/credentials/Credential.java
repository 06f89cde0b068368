package dev.telltale.ingest.credentials;

/**
 * A secret with the name under which it may be spoken of.
 *
 * @param reference its name: what messages say
 * @param text the secret: a stream key, or {@code user:password}
 */
public record Credential(String reference, String text) {

    /** What comes before the first colon; empty where there is none. */
    public String user() {
        int colon = text.indexOf(':');
        return colon < 0 ? "" : text.substring(0, colon);
    }

    /** What comes after the first colon; all where there is none. */
    public String password() {
        return text.substring(text.indexOf(':') + 1);
    }

    /** The name alone. */
    @Override
    public String toString() {
        return "credential '" + reference + "'";
    }
}
