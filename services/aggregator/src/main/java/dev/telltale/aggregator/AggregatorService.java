package dev.telltale.aggregator;

import dev.telltale.kit.Health;
import dev.telltale.kit.Service;
import dev.telltale.kit.ServiceContext;
import dev.telltale.topology.AlertTopology;

import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs the topology: exactly once, with static membership, so that a restarted process takes up its work within seconds. It waits for
 * its topics, then for its state, and is ready when both are there.
 */
public final class AggregatorService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(AggregatorService.class);

    private final ServiceContext context;
    private final StreamsSettings settings;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicReference<@Nullable KafkaStreams> running = new AtomicReference<>();
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private @Nullable Thread starter;

    /** The aggregator of this process. */
    public AggregatorService(ServiceContext context) {
        this.context = context;
        settings = new StreamsSettings(context);
    }

    @Override
    public String name() {
        return "aggregator";
    }

    @Override
    public synchronized void start() {
        starter = Thread.ofVirtual().name("aggregator-start").start(this::startWhenPossible);
    }

    private void startWhenPossible() {
        try (var admin = context.kafka().admin(name() + "-start")) {
            var cluster = new ClusterCheck(admin, settings.inputs());
            if (cluster.awaitTopics(stopping::get)) {
                cluster.requireTransactions();
                launch();
            }
        } catch (RuntimeException e) {
            LOG.error("aggregator cannot start detail={}", e.getMessage());
            LOG.debug("aggregator cannot start", e);
            failure.set(String.valueOf(e.getMessage()));
        }
    }

    private synchronized void launch() {
        if (stopping.get()) {
            return;
        }
        var streams = new KafkaStreams(AlertTopology.build(settings.topology()), settings.properties());
        streams.setUncaughtExceptionHandler(new CrashPolicy(context.clock()));
        running.set(streams);
        streams.start();
    }

    @Override
    public Health health() {
        var cause = failure.get();
        if (cause != null) {
            return new Health.Failed(cause);
        }
        var streams = running.get();
        if (stopping.get()) {
            return new Health.Stopping();
        }
        return streams == null ? new Health.Starting("topics and broker") : health(streams.state());
    }

    private static Health health(KafkaStreams.State state) {
        return switch (state) {
            case CREATED, REBALANCING -> new Health.Starting("its partitions and their state");
            case RUNNING -> new Health.Ready();
            case PENDING_SHUTDOWN -> new Health.Stopping();
            case PENDING_ERROR, ERROR, NOT_RUNNING -> new Health.Failed("Kafka Streams is " + state);
        };
    }

    /** What this process knows of its streams; empty before it is ready. */
    public StreamViews views() {
        return new StreamViews(running.get());
    }

    @Override
    public void close(Duration drain) {
        stopping.set(true);
        var thread = starter;
        if (thread != null) {
            thread.interrupt();
        }
        synchronized (this) {
            var streams = running.get();
            if (streams != null && !streams.close(drain)) {
                LOG.warn("aggregator did not stop in time drain={}", drain);
            }
        }
    }
}
