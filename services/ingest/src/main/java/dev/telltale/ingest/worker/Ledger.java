package dev.telltale.ingest.worker;

/** Takes batches and commits them in the order of each stream. */
public interface Ledger {
    /** Takes a batch over; blocks while too many wait. */
    void submit(Batch batch) throws InterruptedException;
}
