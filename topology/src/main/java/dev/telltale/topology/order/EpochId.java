package dev.telltale.topology.order;

/**
 * Names an epoch.
 *
 * @param stream the stream
 * @param epoch the epoch's ULID
 */
public record EpochId(String stream, String epoch) {}
