package dev.telltale.ingest.source;

import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;

/** A StreamSpec that can never work. The message is one line for the person who wrote it. */
public final class RefusedSourceException extends Exception {
    private static final long serialVersionUID = 1;

    public RefusedSourceException(String message) {
        super(message);
    }

    /** The same of a source that was taken before, and is found so when it is to be opened: it may be mended until the next time. */
    public MediaInputException whenOpening(String source) {
        return new MediaInputException(Fault.UNREACHABLE, source, String.valueOf(getMessage()), this);
    }
}
