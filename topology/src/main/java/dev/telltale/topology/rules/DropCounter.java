package dev.telltale.topology.rules;

/** Counts what had no effect, all under one name. Called from several threads. */
@FunctionalInterface
public interface DropCounter {
    /** The one name. */
    String METRIC = "telltale.aggregation.dropped";

    /** One record was left out. */
    void count(DropReason reason);
}
