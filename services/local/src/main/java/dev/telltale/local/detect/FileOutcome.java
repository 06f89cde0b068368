package dev.telltale.local.detect;

import java.util.Optional;

/** What became of one file of the command line. */
public sealed interface FileOutcome {
    /**
     * Judged: the document says how.
     *
     * @param trouble why the rest of it could not be judged, for a person; empty where it was read to its end
     */
    record Judged(DetectDocument document, Optional<String> trouble) implements FileOutcome {}

    /**
     * Bad input: nothing of it could be judged.
     *
     * @param name as on the command line
     * @param reason why, for a person
     */
    record Refused(String name, String reason) implements FileOutcome {}
}
