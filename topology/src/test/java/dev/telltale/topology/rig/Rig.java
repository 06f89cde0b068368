package dev.telltale.topology.rig;

import dev.telltale.schemas.Alert;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.PlanEntry;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;
import dev.telltale.schemas.Verdict;
import dev.telltale.schemas.WindowMark;
import dev.telltale.schemas.WindowScore;
import dev.telltale.topology.AlertSerdes;
import dev.telltale.topology.AlertTopology;
import dev.telltale.topology.errors.DeadLetters;
import dev.telltale.topology.errors.OutputHandler;
import dev.telltale.topology.errors.PoisonRecordHandler;
import dev.telltale.topology.errors.UnreadableRecordHandler;
import dev.telltale.topology.judging.Plan;
import dev.telltale.topology.rules.AggregationConfig;
import dev.telltale.topology.rules.DropReason;
import dev.telltale.topology.state.Stores;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The topology in one thread, with a clock of its own. It can be stopped and started again with the state it left. */
public final class Rig implements AutoCloseable {
    /** Names of the topics. */
    public static final TopicNames TOPICS = TopicNames.standard();
    private static final AlertSerdes SERDES = AlertSerdes.of(new PlainAvro());
    private static final List<String> STORES = List.of(Stores.STREAMS, Stores.EPOCHS, Stores.WINDOWS,
            Stores.EXEMPTIONS);

    private final AggregationConfig config;
    private final Map<DropReason, Integer> drops = new EnumMap<>(DropReason.class);
    private final Map<String, PlanEntry> plans = new LinkedHashMap<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<StreamStatus> statuses = new ArrayList<>();
    private Instant now = Samples.START.plus(Duration.ofHours(1));
    private TopologyTestDriver driver;

    /** A topology with its standard numbers. */
    public Rig() {
        this(AggregationConfig.standard());
    }

    /** A topology with other numbers. */
    public Rig(AggregationConfig config) {
        this.config = config;
        driver = start();
    }

    private TopologyTestDriver start() {
        var parts = new AlertTopology.Parts(TOPICS, SERDES, config, this::dropped, () -> now, "rig");
        return new TopologyTestDriver(AlertTopology.build(parts), settings(), now);
    }

    private Properties settings() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "rig");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecordHandler.class);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecordHandler.class);
        settings.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, OutputHandler.class);
        settings.put(DeadLetters.CONFIG, new DeadLetters(TOPICS, "test", this::dropped));
        return settings;
    }

    private void dropped(DropReason reason) {
        drops.merge(reason, 1, Integer::sum);
    }

    /** Publishes a plan. */
    public void plan(DetectorPlan plan) {
        var key = Plan.key(new PlanRef(plan.getName(), plan.getVersion()));
        plans.put(key, new PlanEntry(plan));
        pipe(Topic.PLANS, SERDES.plans().serializer(), key, new PlanEntry(plan));
    }

    /** A spec; null removes the stream. */
    public void spec(String stream, @Nullable StreamSpec spec) {
        pipe(Topic.STREAMS, SERDES.specs().serializer(), stream, spec);
    }

    /** A mark. */
    public void mark(WindowMark mark) {
        pipe(Topic.MARKS, SERDES.marks().serializer(), mark.getStream(), mark);
    }

    /** A score. */
    public void score(WindowScore score) {
        pipe(Topic.SCORES, SERDES.scores().serializer(), score.getStream(), score);
    }

    /** Bytes, whatever they are, dated as told. */
    public void raw(Topic topic, byte @Nullable [] key, byte @Nullable [] value, Instant at) {
        driver.createInputTopic(TOPICS.of(topic), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, at));
        drain();
    }

    private <V> void pipe(Topic topic, Serializer<V> serializer, String key, @Nullable V value) {
        driver.createInputTopic(TOPICS.of(topic), new StringSerializer(), serializer)
                .pipeInput(new TestRecord<>(key, value, now));
        drain();
    }

    /** Lets wall-clock time pass, second by second. */
    public void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            now = now.plusSeconds(1);
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }
        drain();
    }

    /** The process stops, for so long, without a tick, and goes on. */
    public void freeze(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
        drain();
    }

    /** The process dies; another one takes over with what lies in the state stores. */
    public void crash() {
        var kept = new LinkedHashMap<String, List<KeyValue<String, Object>>>();
        STORES.forEach(store -> kept.put(store, entries(store)));
        driver.close();
        driver = start();
        kept.forEach((store, entries) -> driver.<String, Object>getKeyValueStore(store).putAll(entries));
        plans.forEach((key, plan) -> pipe(Topic.PLANS, SERDES.plans().serializer(), key, plan));
    }

    private List<KeyValue<String, Object>> entries(String store) {
        var entries = new ArrayList<KeyValue<String, Object>>();
        try (var all = driver.<String, Object>getKeyValueStore(store).all()) {
            all.forEachRemaining(entries::add);
        }
        return entries;
    }

    private void drain() {
        drain(Topic.VERDICTS, SERDES.verdicts().deserializer(), verdicts);
        drain(Topic.ALERTS, SERDES.alerts().deserializer(), alerts);
        drain(Topic.STATUS, SERDES.status().deserializer(), statuses);
    }

    private <V> void drain(Topic topic, Deserializer<V> deserializer, List<V> into) {
        into.addAll(
                driver.createOutputTopic(TOPICS.of(topic), new StringDeserializer(), deserializer).readValuesToList());
    }

    /** All verdicts so far. */
    public List<Verdict> verdicts() {
        return verdicts;
    }

    /** All transitions so far. */
    public List<Alert> alerts() {
        return alerts;
    }

    /** All reports so far. */
    public List<StreamStatus> statuses() {
        return statuses;
    }

    /** How often records were left out for the reason. */
    public int drops(DropReason reason) {
        return drops.getOrDefault(reason, 0);
    }

    /** All drops so far. */
    public Map<DropReason, Integer> drops() {
        return drops;
    }

    /** The current state of each episode, by alert. */
    public Map<String, Alert> episodes() {
        var topic = driver.createOutputTopic(TOPICS.of(Topic.EPISODES), new StringDeserializer(),
                SERDES.alerts().deserializer());
        return topic.readKeyValuesToMap();
    }

    /** What has been dead-lettered from the topic since the last call. */
    public List<TestRecord<byte[], byte[]>> letters(Topic topic) {
        return driver
                .createOutputTopic(TOPICS.deadLetter(topic), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** The text of a header of a dead letter. */
    public static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** Number of entries in the stores that hold what is pending. */
    public long entries() {
        return STORES.stream().filter(store -> !store.equals(Stores.EXEMPTIONS))
                .mapToLong(store -> entries(store).size())
                .sum();
    }

    /** The clock's time. */
    public Instant now() {
        return now;
    }

    @Override
    public void close() {
        driver.close();
    }
}
