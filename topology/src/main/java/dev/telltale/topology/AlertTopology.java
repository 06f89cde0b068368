package dev.telltale.topology;

import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;
import dev.telltale.topology.nodes.Aggregator;
import dev.telltale.topology.nodes.ArrivalTime;
import dev.telltale.topology.nodes.Guard;
import dev.telltale.topology.nodes.PlanWriter;
import dev.telltale.topology.nodes.Sinks;
import dev.telltale.topology.rules.AggregationConfig;
import dev.telltale.topology.rules.DropCounter;
import dev.telltale.topology.state.Stores;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;

import java.time.InstantSource;

/**
 * The topology: marks, scores and specs pass a guard each and meet in one processor; verdicts, alerts, episodes and reports come out.
 *
 * <pre>
 * marks ───▶ guard-marks ──┐               ┌──▶ verdicts
 * scores ──▶ guard-scores ─┼▶ aggregator ──┼──▶ alerts, episodes
 * streams ─▶ guard-specs ──┘      ▲        └──▶ status
 * plans ───▶ (global store) ──────┘
 * </pre>
 */
public final class AlertTopology {
    private static final String MARKS = "source-marks";
    private static final String SCORES = "source-scores";
    private static final String SPECS = "source-streams";
    private static final String GUARD_MARKS = "guard-marks";
    private static final String GUARD_SCORES = "guard-scores";
    private static final String GUARD_SPECS = "guard-specs";
    private static final String AGGREGATOR = "aggregator";

    private AlertTopology() {}

    /**
     * What the topology is made of.
     *
     * @param topics names of the topics
     * @param serdes how records travel
     * @param config the numbers of the rules
     * @param drops counts what has no effect
     * @param clock wall clock; the rules use it for nothing but reports
     * @param instance name of the process
     */
    public record Parts(TopicNames topics, AlertSerdes serdes, AggregationConfig config, DropCounter drops,
            InstantSource clock, String instance) {}

    /** Builds the topology; every node and store is named. */
    public static Topology build(Parts parts) {
        var topology = new Topology();
        addSources(topology, parts);
        addPlans(topology, parts);
        var ahead = parts.config().maxAhead();
        topology.addProcessor(GUARD_MARKS, () -> Guard.marks(ahead), MARKS)
                .addProcessor(GUARD_SCORES, () -> Guard.scores(ahead), SCORES)
                .addProcessor(GUARD_SPECS, Guard::specs, SPECS)
                .addProcessor(AGGREGATOR, () -> new Aggregator(aggregator(parts)), GUARD_MARKS, GUARD_SCORES,
                        GUARD_SPECS)
                .addStateStore(Stores.streams(), AGGREGATOR).addStateStore(Stores.epochs(), AGGREGATOR)
                .addStateStore(Stores.windows(), AGGREGATOR).addStateStore(Stores.exemptions(), AGGREGATOR);
        addSinks(topology, parts);
        return topology;
    }

    private static void addSources(Topology topology, Parts parts) {
        var topics = parts.topics();
        var serdes = parts.serdes();
        TimestampExtractor arrival = new ArrivalTime(parts.clock(), parts.config().maxAhead());
        var earliest = AutoOffsetReset.earliest();
        topology.addSource(earliest, MARKS, arrival, new StringDeserializer(), serdes.marks().deserializer(),
                topics.of(Topic.MARKS));
        topology.addSource(earliest, SCORES, arrival, new StringDeserializer(), serdes.scores().deserializer(),
                topics.of(Topic.SCORES));
        topology.addSource(earliest, SPECS, arrival, new StringDeserializer(), serdes.specs().deserializer(),
                topics.of(Topic.STREAMS));
    }

    private static void addPlans(Topology topology, Parts parts) {
        topology.addGlobalStore(Stores.plans(), "source-plans",
                new ArrivalTime(parts.clock(), parts.config().maxAhead()),
                new StringDeserializer(), Serdes.ByteArray().deserializer(), parts.topics().of(Topic.PLANS),
                "plan-writer",
                PlanWriter::new);
    }

    private static void addSinks(Topology topology, Parts parts) {
        var topics = parts.topics();
        var serdes = parts.serdes();
        topology.addSink(Sinks.VERDICTS, topics.of(Topic.VERDICTS), new StringSerializer(),
                serdes.verdicts().serializer(),
                AGGREGATOR);
        topology.addSink(Sinks.ALERTS, topics.of(Topic.ALERTS), new StringSerializer(), serdes.alerts().serializer(),
                AGGREGATOR);
        topology.addSink(Sinks.EPISODES, topics.of(Topic.EPISODES), new StringSerializer(),
                serdes.alerts().serializer(),
                AGGREGATOR);
        topology.addSink(Sinks.STATUS, topics.of(Topic.STATUS), new StringSerializer(), serdes.status().serializer(),
                AGGREGATOR);
    }

    private static Aggregator.Parts aggregator(Parts parts) {
        return new Aggregator.Parts(parts.config(), parts.topics().of(Topic.PLANS),
                parts.serdes().plans().deserializer(),
                parts.drops(), parts.instance());
    }
}
