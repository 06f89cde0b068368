package dev.telltale.load.drill;

import dev.telltale.detectors.packages.ModelPackage;
import dev.telltale.detectors.packages.ModelStore;
import dev.telltale.embedded.EmbeddedCluster;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.kit.kafka.Publisher;
import dev.telltale.local.supervise.DefaultPlan;
import dev.telltale.schemas.Alert;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.Pacing;
import dev.telltale.schemas.PlanEntry;
import dev.telltale.schemas.PlanHead;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;
import dev.telltale.schemas.Verdict;
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

import static org.awaitility.Awaitility.await;

/** Broker and registry in this JVM, the four services in four others, and a plan with one detector. */
final class DrillSite implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> SERVICES = List.of("aggregator", "scoring", "faces", "ingest");
    /** The same date for every run: times in the log can be compared too. */
    private static final Instant CAPTURED = Instant.parse("2026-01-01T00:00:00Z");

    private final EmbeddedCluster cluster;
    private final ServiceContext context;
    private final Publisher publisher;
    private final Map<String, ServiceProcess> processes = new HashMap<>();

    DrillSite(Path folder) throws IOException {
        cluster = EmbeddedCluster.start(folder.resolve("broker"));
        cluster.createTopics(TopicNames.standard());
        Path store = Files.createDirectories(folder.resolve("models"));
        DrillDetector.write(store);
        context = ServiceContext.of(TelltaleConfig.of(settings(folder, "desk")));
        publisher = context.kafka().publisher("desk");
        publishPlan(new ModelStore(List.of(store)));
        Files.createDirectories(folder.resolve("logs"));
        SERVICES.forEach(service -> processes.put(service,
                new ServiceProcess(service, settings(folder, service), folder.resolve("logs"))));
    }

    private Map<String, String> settings(Path folder, String service) {
        return Map.of("telltale.instance", "drill-" + service, "telltale.kafka.bootstrap-servers",
                cluster.bootstrapServers(),
                "telltale.registry.url", cluster.registryUrl(), "telltale.data-dir",
                folder.resolve("data-" + service).toString(),
                "telltale.models.store", folder.resolve("models").toString(), "telltale.scoring.start-at", "earliest",
                "telltale.scoring.workers", "1");
    }

    private void publishPlan(ModelStore store) {
        ModelPackage detector = store.list().stream().filter(id -> id.name().equals(DrillDetector.NAME)).map(store::get)
                .findFirst()
                .orElseThrow();
        DetectorPlan plan = DefaultPlan.of(detector, Instant.EPOCH);
        publisher.sendAndWait(Topic.MODELS, detector.id().toString(), DefaultPlan.release(detector, Instant.EPOCH));
        publisher.sendAndWait(Topic.PLANS, plan.getName() + "@" + plan.getVersion(), new PlanEntry(plan));
        publisher.sendAndWait(Topic.PLANS, plan.getName(),
                new PlanEntry(new PlanHead(plan.getName(), plan.getVersion(), Instant.EPOCH, "drill")));
    }

    ServiceProcess process(String service) {
        ServiceProcess process = processes.get(service);
        if (process == null) {
            throw new IllegalArgumentException("no such service: " + service);
        }
        return process;
    }

    void play(String stream, Path file) {
        publisher.sendAndWait(Topic.STREAMS, stream, StreamSpec.newBuilder().setStream(stream)
                .setSource(file.toAbsolutePath().toUri().toString()).setPacing(Pacing.REAL_TIME)
                .setCaptureStart(CAPTURED).build());
    }

    void awaitMarks(String stream, int count) {
        await(stream).atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> marks(stream).size() >= count);
    }

    /** Until the file is through and the aggregator has applied the end of its last epoch. */
    void awaitEnd(String stream) {
        await(stream).atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> isThrough(stream)
                && status(stream, "aggregator").filter(StreamStatus::getEpochEnded).map(StreamStatus::getEpoch)
                        .equals(status(stream, "ingest").map(StreamStatus::getEpoch)));
    }

    boolean isThrough(String stream) {
        return status(stream, "ingest").filter(status -> status.getState() == SourceState.RETIRED).isPresent();
    }

    Optional<StreamStatus> status(String stream, String reporter) {
        return of(Topic.STATUS, StreamStatus.class, stream + "/" + reporter).stream().reduce((before, after) -> after);
    }

    List<WindowMark> marks(String stream) {
        return of(Topic.MARKS, WindowMark.class, stream);
    }

    Story story(String stream) {
        return Story.of(marks(stream), of(Topic.VERDICTS, Verdict.class, stream),
                of(Topic.ALERTS, Alert.class, stream));
    }

    /** What the services logged last, for a drill that failed. */
    String logs() throws IOException {
        List<String> tails = new ArrayList<>();
        for (ServiceProcess process : processes.values()) {
            tails.add("--- " + process.service() + " alive=" + process.isAlive() + "\n" + process.tail());
        }
        return String.join("\n", tails);
    }

    private <T extends SpecificRecord> List<T> of(Topic topic, Class<T> type, String key) {
        return cluster.records(TopicNames.standard().of(topic), type).stream()
                .filter(record -> record.key().equals(key))
                .map(ConsumerRecord::value).toList();
    }

    @Override
    public void close() {
        processes.values().parallelStream().forEach(ServiceProcess::close);
        publisher.close();
        context.close();
        cluster.close();
    }
}
