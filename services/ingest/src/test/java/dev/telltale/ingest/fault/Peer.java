package dev.telltale.ingest.fault;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** The other end of a source: somebody who serves it, or who pushes to it. Every other time it breaks off in the middle. */
sealed interface Peer extends AutoCloseable permits Player, Pusher {
    /** The source as a StreamSpec names it. */
    URI source();

    /** What a pusher must know; empty where nothing is asked of anybody. */
    Optional<String> key();

    /** The source is about to be opened. */
    void wanted();

    /** The source has been opened, or has failed to. */
    void met();

    @Override
    void close() throws IOException;
}
