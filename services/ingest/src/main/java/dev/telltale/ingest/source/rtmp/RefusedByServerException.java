package dev.telltale.ingest.source.rtmp;

import java.io.IOException;

/** The server says no; the message is its code. */
final class RefusedByServerException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedByServerException(String code) {
        super(code);
    }
}
