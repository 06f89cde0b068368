package dev.telltale.load.site;

import dev.telltale.detectors.packages.ModelPackage;
import dev.telltale.embedded.EmbeddedCluster;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.kit.kafka.Publisher;
import dev.telltale.local.supervise.DefaultPlan;
import dev.telltale.schemas.Alert;
import dev.telltale.schemas.AlertTransition;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.Pacing;
import dev.telltale.schemas.PlanEntry;
import dev.telltale.schemas.PlanHead;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;
import dev.telltale.schemas.WindowMark;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static org.awaitility.Awaitility.await;

/** Broker and registry in this JVM, the four services as processes of their own, and a plan with one detector. */
public final class Site implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> SERVICES = List.of("aggregator", "scoring", "faces", "ingest");

    private final EmbeddedCluster cluster;
    private final ServiceContext context;
    private final Publisher publisher;
    private final Map<String, ServiceProcess> processes = new HashMap<>();

    /**
     * Starts everything.
     *
     * @param folder for all that is written
     * @param detector of the plan; from the folder "models" or from the bundled ones
     */
    public Site(Path folder, ModelPackage detector) throws IOException {
        this(folder, detector, Map.of());
    }

    /** The same with more settings for the services. */
    public Site(Path folder, ModelPackage detector, Map<String, String> more) throws IOException {
        cluster = EmbeddedCluster.start(folder.resolve("broker"));
        cluster.createTopics(TopicNames.standard());
        context = ServiceContext.of(TelltaleConfig.of(settings(folder, "desk")));
        publisher = context.kafka().publisher("desk");
        publishPlan(detector);
        Files.createDirectories(folder.resolve("logs"));
        for (String service : SERVICES) {
            Map<String, String> settings = new HashMap<>(settings(folder, service));
            settings.putAll(more);
            processes.put(service, new ServiceProcess(service, settings, folder.resolve("logs")));
        }
    }

    private Map<String, String> settings(Path folder, String service) {
        return Map.of("telltale.instance", "drill-" + service, "telltale.kafka.bootstrap-servers",
                cluster.bootstrapServers(),
                "telltale.registry.url", cluster.registryUrl(), "telltale.data-dir",
                folder.resolve("data-" + service).toString(),
                "telltale.models.store", folder.resolve("models").toString(), "telltale.scoring.start-at", "earliest",
                "telltale.scoring.workers", "1");
    }

    private void publishPlan(ModelPackage detector) {
        DetectorPlan plan = DefaultPlan.of(detector, Instant.EPOCH);
        publisher.sendAndWait(Topic.MODELS, detector.id().toString(), DefaultPlan.release(detector, Instant.EPOCH));
        publisher.sendAndWait(Topic.PLANS, plan.getName() + "@" + plan.getVersion(), new PlanEntry(plan));
        publisher.sendAndWait(Topic.PLANS, plan.getName(),
                new PlanEntry(new PlanHead(plan.getName(), plan.getVersion(), Instant.EPOCH, "drill")));
    }

    /** One of the four. */
    public ServiceProcess process(String service) {
        ServiceProcess process = processes.get(service);
        if (process == null) {
            throw new IllegalArgumentException("no such service: " + service);
        }
        return process;
    }

    /** Adds a recording at its own speed, captured at that time. */
    public void play(String stream, Path file, Instant captured) {
        publisher.sendAndWait(Topic.STREAMS, stream, StreamSpec.newBuilder().setStream(stream)
                .setSource(file.toAbsolutePath().toUri().toString()).setPacing(Pacing.REAL_TIME)
                .setCaptureStart(captured).build());
    }

    /** Adds a live source. */
    public void watch(String stream, String source) {
        publisher.sendAndWait(Topic.STREAMS, stream, StreamSpec.newBuilder().setStream(stream).setSource(source)
                .setPacing(Pacing.REAL_TIME).build());
    }

    /** Until the aggregator has applied the end of the stream's first epoch. */
    public void awaitEpochEnd(String stream) {
        await(stream).atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(500)).until(
                () -> status(stream, "aggregator").filter(StreamStatus::getEpochEnded).isPresent());
    }

    /** Until so many windows have a mark. */
    public void awaitMarks(String stream, int count) {
        await(stream).atMost(PATIENCE).pollInterval(Duration.ofMillis(200))
                .until(() -> values(Topic.MARKS, WindowMark.class, stream).size() >= count);
    }

    /** Until the file is through and the aggregator has applied the end of its last epoch. */
    public void awaitEnd(String stream) {
        await(stream).atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> isThrough(stream)
                && status(stream, "aggregator").filter(StreamStatus::getEpochEnded).map(StreamStatus::getEpoch)
                        .equals(status(stream, "ingest").map(StreamStatus::getEpoch)));
    }

    /** Removes the stream, which closes its alerts, and waits until none is open. */
    public void remove(String stream) {
        publisher.sendAndWait(Topic.STREAMS, stream, null);
        await(stream).atMost(PATIENCE).pollInterval(Duration.ofMillis(500))
                .until(() -> values(Topic.ALERTS, Alert.class, stream).stream().reduce((before, after) -> after)
                        .filter(last -> last.getTransition() != AlertTransition.CLOSED).isEmpty());
    }

    /** Whether ingest has come to the end of it. */
    public boolean isThrough(String stream) {
        return status(stream, "ingest").filter(status -> status.getState() == SourceState.RETIRED).isPresent();
    }

    /** What a service said of the stream last. */
    public Optional<StreamStatus> status(String stream, String reporter) {
        return values(Topic.STATUS, StreamStatus.class, stream + "/" + reporter).stream()
                .reduce((before, after) -> after);
    }

    /** Watches verdicts as they come. */
    public Watch watchVerdicts() {
        return new Watch(context.kafka());
    }

    /** Most memory that each process has held: the services, and this one with broker, registry and test. Linux only. */
    public Map<String, Long> peakMebibytes() throws IOException {
        Map<String, Long> peaks = new TreeMap<>(
                Map.of("broker, registry and test", PeakMemory.mebibytes(ProcessHandle.current().pid())));
        for (ServiceProcess process : processes.values()) {
            peaks.put(process.service(), PeakMemory.mebibytes(process.pid()));
        }
        return peaks;
    }

    /** What the services logged last, for a drill that failed. */
    public String logs() throws IOException {
        List<String> tails = new ArrayList<>();
        for (ServiceProcess process : processes.values()) {
            tails.add("--- " + process.service() + " alive=" + process.isAlive() + "\n" + process.tail());
        }
        return String.join("\n", tails);
    }

    /** Values of a key, in their order. */
    public <T extends SpecificRecord> List<T> values(Topic topic, Class<T> type, String key) {
        return records(topic, type, key).stream().map(ConsumerRecord::value).toList();
    }

    /** Records of a key, in their order. */
    public <T extends SpecificRecord> List<ConsumerRecord<String, T>> records(Topic topic, Class<T> type, String key) {
        return cluster.records(TopicNames.standard().of(topic), type).stream()
                .filter(record -> record.key().equals(key)).toList();
    }

    @Override
    public void close() {
        processes.values().parallelStream().forEach(ServiceProcess::close);
        publisher.close();
        context.close();
        cluster.close();
    }
}
