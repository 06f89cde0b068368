package dev.telltale.ingest.source;

import dev.telltale.schemas.StreamSpec;

/** Makes the source that a stream asks for. */
public interface StreamSources {
    /**
     * Makes it; opens nothing yet.
     *
     * @throws RefusedSourceException with one line that says why there is none
     */
    StreamSource create(StreamSpec spec) throws RefusedSourceException;
}
