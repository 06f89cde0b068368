package dev.telltale.topology.nodes;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

import java.time.Duration;
import java.time.InstantSource;

/**
 * When a record was written, clamped to 0 and to a little after now. Kafka Streams takes the records of several topics in this order,
 * which is that in which they arrived: a replay takes them like the first run did, and one record with an absurd time does not hold
 * its topic back. Nothing else depends on it; the rules have their own clocks.
 */
public final class ArrivalTime implements TimestampExtractor {
    private final InstantSource clock;
    private final Duration maxAhead;

    /**
     * An extractor.
     *
     * @param clock wall clock
     * @param maxAhead how far a record may be ahead of it
     */
    public ArrivalTime(InstantSource clock, Duration maxAhead) {
        this.clock = clock;
        this.maxAhead = maxAhead;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return Math.clamp(record.timestamp(), 0, clock.instant().plus(maxAhead).toEpochMilli());
    }
}
