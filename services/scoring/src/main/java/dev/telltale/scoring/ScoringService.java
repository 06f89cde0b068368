package dev.telltale.scoring;

import dev.telltale.detectors.inference.ProviderChain;
import dev.telltale.detectors.packages.BundledModels;
import dev.telltale.detectors.packages.ModelStore;
import dev.telltale.kit.Health;
import dev.telltale.kit.Service;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.ScoringConfig;
import dev.telltale.kit.kafka.KafkaClients;
import dev.telltale.kit.kafka.Publisher;
import dev.telltale.kit.kafka.TopicAdmin;
import dev.telltale.kit.loop.IdleRule;
import dev.telltale.kit.loop.Loop;
import dev.telltale.kit.tables.PlanTable;
import dev.telltale.schemas.DetectorPlan;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * FaceWindow to WindowScore: runs the detectors of one pool. The share group is named after the pool, so each window
 * reaches every pool once, and workers are not bounded by partitions.
 *
 * <p>
 * Scores are acknowledged by the broker before their input is accepted: at least once, and deduplicated by their names.
 */
public final class ScoringService implements Service {
    static final String NAME = "scoring";

    /** After this the record of a worker that died goes to another one: the shortest that brokers grant, well below grace. */
    private static final Duration LOCK = Duration.ofSeconds(15);

    private final ServiceContext context;
    private final ScoringConfig config;
    private final ModelShelf shelf;
    private final SinkMaker sinks;
    private final List<Loop> workers = new ArrayList<>();
    private @Nullable PlanTable plans;
    private @Nullable Publisher publisher;
    private volatile Health phase = new Health.Starting("start");

    /** Makes the place where scores go; tests put one that fails in between. */
    interface SinkMaker {
        ScoreSink make(KafkaClients kafka, Publisher publisher);
    }

    /** As configured; the bundled models are put into the store first. */
    public ScoringService(ServiceContext context) {
        this(context, Providers.of(context.config()));
    }

    /**
     * From the configured store; the bundled models are put there first.
     *
     * @param providers where models run, the first that passes a model's self-test
     */
    public ScoringService(ServiceContext context, ProviderChain providers) {
        this(context, providers, (kafka, publisher) -> new ScoreSink(kafka, publisher, context.metrics()));
    }

    ScoringService(ServiceContext context, ProviderChain providers, SinkMaker sinks) {
        this.context = context;
        this.config = context.config().scoring();
        var models = context.config().models();
        this.shelf = new ModelShelf(new ModelStore(List.of(models.store())), providers, models.commercialOnly(),
                context.clock());
        this.sinks = sinks;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        BundledModels.extractTo(context.config().models().store());
        configureGroup();
        phase = new Health.Starting("plans and their models");
        var table = PlanTable.start(context, NAME, this::load);
        var scores = context.kafka().publisher(NAME);
        plans = table;
        publisher = scores;
        var count = config.workers() > 0 ? config.workers() : Runtime.getRuntime().availableProcessors();
        for (var i = 1; i <= count; i++) {
            var client = NAME + "-" + config.pool() + "-" + i;
            var work = new ScoringWork(context, client, group(), handler(table, scores));
            workers.add(new Loop(client, work, IdleRule.none(), context.metrics()).start());
        }
        phase = new Health.Ready();
    }

    private String group() {
        return NAME + "-" + config.pool();
    }

    /** Where a share group starts and what it may read are the group's settings, not the client's. */
    private void configureGroup() {
        try (var admin = new TopicAdmin(context.kafka())) {
            admin.configureGroup(group(), Map.of("share.auto.offset.reset", config.startAt(), "share.isolation.level",
                    "read_committed", "share.record.lock.duration.ms", Long.toString(LOCK.toMillis())));
        }
    }

    private RecordHandler handler(PlanTable table, Publisher scores) {
        var records = new ScoreRecords(context.config().instance());
        var scorer = new WindowScorer(config.pool(), new Detectors(shelf), records, context.metrics());
        return new RecordHandler(context.kafka(), table, scorer, records, sinks.make(context.kafka(), scores));
    }

    /** Before anybody can look the plan up: the first window that names it finds its models loaded. */
    private void load(DetectorPlan plan) {
        Names.inPool(plan, config.pool()).forEach(shelf::get);
    }

    @Override
    public Health health() {
        var table = plans;
        if (!(phase instanceof Health.Ready) || table == null) {
            return phase;
        }
        var health = table.health();
        for (var worker : workers) {
            health = Health.worse(health, worker.health());
        }
        var faults = shelf.faults();
        return faults.isEmpty() ? health : Health.worse(health, new Health.Degraded("models: " + faults));
    }

    @Override
    public void close(Duration drain) {
        phase = new Health.Stopping();
        workers.forEach(Loop::stop);
        workers.forEach(worker -> worker.close(drain));
        if (plans != null) {
            plans.close();
        }
        if (publisher != null) {
            publisher.close();
        }
    }
}
