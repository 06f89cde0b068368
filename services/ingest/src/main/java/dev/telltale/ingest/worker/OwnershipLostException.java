package dev.telltale.ingest.worker;

/** Another process writes this stream now; this one stops without a word. */
public final class OwnershipLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public OwnershipLostException(String stream) {
        super("stream " + stream + " belongs to another instance now");
    }
}
