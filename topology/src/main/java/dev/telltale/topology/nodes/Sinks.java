package dev.telltale.topology.nodes;

import dev.telltale.schemas.Alert;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Verdict;
import dev.telltale.topology.order.Outbox;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Sends what the rules tell to the sinks, dated with the record that led to it. */
public final class Sinks implements Outbox {
    /** Sink of verdicts. */
    public static final String VERDICTS = "sink-verdicts";
    /** Sink of alerts, keyed by stream. */
    public static final String ALERTS = "sink-alerts";
    /** Sink of the current state of episodes, keyed by alert. */
    public static final String EPISODES = "sink-episodes";
    /** Sink of reports. */
    public static final String STATUS = "sink-status";

    private final ProcessorContext<String, SpecificRecord> context;
    private long timestamp;

    Sinks(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
    }

    /** What follows is due to a record, or a moment, of this time. */
    void date(long millis) {
        timestamp = millis;
    }

    @Override
    public void verdict(Verdict verdict) {
        context.forward(new Record<>(verdict.getStream(), verdict, timestamp), VERDICTS);
    }

    @Override
    public void alert(Alert alert) {
        context.forward(new Record<>(alert.getStream(), alert, timestamp), ALERTS);
        context.forward(new Record<>(alert.getAlert(), alert, timestamp), EPISODES);
    }

    @Override
    public void status(StreamStatus status) {
        var key = status.getStream() + "/aggregator";
        context.forward(new Record<>(key, status, timestamp), STATUS);
    }
}
