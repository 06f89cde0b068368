package dev.telltale.topology.simulation;

import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.WindowMark;
import dev.telltale.schemas.WindowScore;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What happens to some streams, and in which order the topology hears of it.
 *
 * @param plans all plans
 * @param streams the streams, each by itself
 * @param deliveries what is delivered, in this order
 */
public record Life(List<DetectorPlan> plans, List<OfStream> streams, List<Delivery> deliveries) {

    /**
     * One stream.
     *
     * @param name its name
     * @param spec its exemptions
     * @param epochs its epochs, in their order
     */
    public record OfStream(String name, StreamSpec spec, List<OfEpoch> epochs) {}

    /**
     * One epoch.
     *
     * @param name its name
     * @param keepAll whether its windows wait for every score
     * @param ends whether EPOCH_END is marked
     * @param endsStream whether it says that the stream ends with it
     * @param windows its windows, in their order
     */
    public record OfEpoch(String name, boolean keepAll, boolean ends, boolean endsStream, List<OfWindow> windows) {}

    /**
     * One window.
     *
     * @param mark its mark; null: lost
     * @param scores the scores that come in time
     */
    public record OfWindow(@Nullable WindowMark mark, List<WindowScore> scores) {}

    /**
     * One delivery.
     *
     * @param at when, in milliseconds of the simulation
     * @param record a WindowMark, a WindowScore or a DetectorPlan
     */
    public record Delivery(long at, SpecificRecord record) {}
}
