package dev.telltale.trainer.importing;

/**
 * What became of imported files.
 *
 * @param windows published
 * @param faceless files without a face
 * @param unreadable files that could not be read
 */
public record ImportCounts(int windows, int faceless, int unreadable) {
    static final ImportCounts NONE = new ImportCounts(0, 0, 0);
    static final ImportCounts FACELESS = new ImportCounts(0, 1, 0);
    static final ImportCounts UNREADABLE = new ImportCounts(0, 0, 1);

    static ImportCounts ofWindows(int windows) {
        return new ImportCounts(windows, 0, 0);
    }

    ImportCounts plus(ImportCounts other) {
        return new ImportCounts(windows + other.windows, faceless + other.faceless, unreadable + other.unreadable);
    }
}
