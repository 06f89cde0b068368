package dev.telltale.schemas;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import static dev.telltale.schemas.TopicPolicy.compacted;
import static dev.telltale.schemas.TopicPolicy.kept;

/**
 * The topics: what each carries, under which key, and how the broker keeps it.
 *
 * <p>
 * Keys are UTF-8 strings, values Avro records in Confluent's wire format under subject {@code <topic>-value}. Event
 * time stands in the values. Record timestamps are the time of writing: a recording dated to last year would otherwise
 * be deleted as soon as it is written.
 */
public enum Topic {
    /** What to watch; a tombstone stops the stream. */
    STREAMS("stream", StreamSpec.class, compacted()),
    /** State and reason, coverage, lag, detectors that are down. */
    STATUS("stream/reporter", StreamStatus.class, compacted().visible()),
    /** Encoded packets, copied. */
    WINDOWS("stream", FrameWindow.class, kept(Duration.ofHours(1)).atMostMebibytes(32)),
    /** What became of each window. */
    MARKS("stream", WindowMark.class, kept(Duration.ofDays(7)).visible()),
    /** One track in one window: landmarks, quality and crops. */
    FACES("stream", FaceWindow.class, kept(Duration.ofHours(24)).atMostMebibytes(8)),
    /** One detector's opinion or abstention. */
    SCORES("stream", WindowScore.class, kept(Duration.ofDays(7)).visible()),
    /** Fused opinion per track and window. */
    VERDICTS("stream", Verdict.class, kept(Duration.ofDays(30)).visible()),
    /** Every transition of every episode. */
    ALERTS("stream", Alert.class, kept(Duration.ofDays(365)).visible()),
    /** The current state of each episode. */
    EPISODES("alert", Alert.class, compacted().visible()),
    /** What analysts say. */
    FEEDBACK("stream", Feedback.class, kept(Duration.ofDays(5 * 365)).visible()),
    /** Immutable facts of model packages. */
    MODELS("detector@version", ModelRelease.class, compacted().onePartition()),
    /** Immutable plans under plan@version, their heads under the plan's name. */
    PLANS("plan@version or plan", PlanEntry.class, compacted().onePartition()),
    /** From where a restarted worker goes on. */
    TRACKS("stream", TrackerSnapshot.class, compacted()),
    /** Decisions of people. */
    AUDIT("subject", AuditEntry.class, kept(Duration.ofDays(5 * 365)).onePartition()),
    /** Webhook deliveries. */
    DELIVERIES("endpoint/alert:sequence", WebhookDelivery.class, compacted()),
    /** Training runs. */
    RUNS("run", TrainingRun.class, compacted().onePartition());

    /** Partitions of the stream-keyed topics on one machine. Fixed on the first day. */
    public static final int LOCAL_PARTITIONS = 6;
    /** Partitions of the stream-keyed topics on a cluster. Fixed on the first day. */
    public static final int CLUSTER_PARTITIONS = 48;
    /** How far a record's timestamp may run ahead of the broker's clock. */
    public static final Duration MAX_AHEAD = Duration.ofSeconds(10);

    static {
        TrustedRecords.trust(Topic.class);
    }

    private final String key;
    private final Class<? extends SpecificRecord> valueType;
    @SuppressWarnings("ImmutableEnumChecker") // a record of immutable values
    private final TopicPolicy policy;

    Topic(String key, Class<? extends SpecificRecord> valueType, TopicPolicy policy) {
        this.key = key;
        this.valueType = valueType;
        this.policy = policy;
    }

    /** What stands in the key, in words: {@code stream}, {@code detector@version}. */
    public String key() {
        return key;
    }

    /** The class of the values. */
    public Class<? extends SpecificRecord> valueType() {
        return valueType;
    }

    /** The schema of the values. */
    public Schema schema() {
        return SpecificData.get().getSchema(valueType);
    }

    /** How the broker keeps it. */
    public TopicPolicy policy() {
        return policy;
    }

    /** Whether others than Telltale read it: its schema may only change in ways that are compatible both ways. */
    public boolean isPublic() {
        return policy.isPublic();
    }

    /** Largest value in bytes; producers and consumers of the topic need room for it. */
    public int maxMessageBytes() {
        return policy.maxMessageBytes();
    }

    /** Partitions where stream-keyed topics have {@code streamPartitions}. */
    public int partitions(int streamPartitions) {
        return policy.isOnePartition() ? 1 : streamPartitions;
    }

    /** The topic's settings by Kafka's names. */
    public Map<String, String> configs() {
        var configs = new LinkedHashMap<>(policy.configs());
        configs.put("message.timestamp.after.max.ms", Long.toString(MAX_AHEAD.toMillis()));
        return Map.copyOf(configs);
    }
}
