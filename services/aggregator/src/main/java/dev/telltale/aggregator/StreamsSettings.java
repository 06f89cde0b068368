package dev.telltale.aggregator;

import dev.telltale.kit.AppVersion;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.metrics.Meter;
import dev.telltale.schemas.Topic;
import dev.telltale.topology.AlertSerdes;
import dev.telltale.topology.AlertTopology;
import dev.telltale.topology.errors.DeadLetters;
import dev.telltale.topology.errors.OutputHandler;
import dev.telltale.topology.errors.PoisonRecordHandler;
import dev.telltale.topology.errors.UnreadableRecordHandler;
import dev.telltale.topology.rules.AggregationConfig;
import dev.telltale.topology.rules.DropReason;

import org.apache.kafka.streams.StreamsConfig;

import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** What Kafka Streams and the topology are told, from the configuration. */
final class StreamsSettings {
    private static final String SERVICE = "aggregator";
    private static final int CACHE_BYTES = 64 << 20;
    /** As a multiple of grace. */
    private static final int ABANDONED = 13;

    private final ServiceContext context;

    StreamsSettings(ServiceContext context) {
        this.context = context;
    }

    /** Names of the topics that the topology reads. */
    List<String> inputs() {
        return Stream.of(Topic.MARKS, Topic.SCORES, Topic.STREAMS, Topic.PLANS).map(context.kafka().topics()::of)
                .toList();
    }

    AlertTopology.Parts topology() {
        return new AlertTopology.Parts(context.kafka().topics(), AlertSerdes.of(context.kafka().codec()::serde),
                numbers(),
                this::dropped, context.clock(), context.config().instance());
    }

    private AggregationConfig numbers() {
        var configured = context.config().aggregator();
        var standard = AggregationConfig.standard();
        return new AggregationConfig(configured.grace(), configured.grace().multipliedBy(ABANDONED),
                configured.patience(), standard.resetAfter(),
                standard.joinWithin(),
                standard.updateEvery(), standard.statusEvery(), standard.maxAhead(), standard.maxJump());
    }

    /** Membership, guarantees and places come from the kit; here is what only this topology needs. */
    Properties properties() {
        var properties = context.kafka().streams(SERVICE);
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecordHandler.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecordHandler.class);
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, OutputHandler.class);
        properties.put(DeadLetters.CONFIG,
                new DeadLetters(context.kafka().topics(), AppVersion.current(), this::dropped));
        properties.putIfAbsent(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        return properties;
    }

    private void dropped(DropReason reason) {
        context.metrics().counter(Meter.DROPPED, SERVICE, reason.name()).increment();
    }
}
