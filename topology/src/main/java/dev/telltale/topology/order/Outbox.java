package dev.telltale.topology.order;

import dev.telltale.schemas.Alert;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Verdict;

/** Takes what the rules have to tell, in this order. */
public interface Outbox {
    /** A fused opinion. */
    void verdict(Verdict verdict);

    /** A transition of an episode. */
    void alert(Alert alert);

    /** A report on a stream. */
    void status(StreamStatus status);
}
