package dev.telltale.local.detect;

/** What became of one file of the command line. */
public sealed interface FileOutcome {
    /** Judged: the document says how. */
    record Judged(DetectDocument document) implements FileOutcome {}

    /**
     * Bad input: nothing of it could be judged.
     *
     * @param name as on the command line
     * @param reason why, for a person
     */
    record Refused(String name, String reason) implements FileOutcome {}
}
