package dev.telltale.ingest;

import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.kit.kafka.Publisher;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.Pacing;
import dev.telltale.schemas.Packet;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;
import dev.telltale.schemas.WindowMark;
import dev.telltale.testing.TestCluster;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.awaitility.Awaitility.await;

/** A cluster and the view of somebody who adds streams and reads what becomes of them. */
final class Desk implements AutoCloseable {
    private final TestCluster cluster;
    private final ServiceContext context;
    private final Publisher publisher;

    Desk(Path folder) {
        cluster = TestCluster.start(folder);
        cluster.createTopics(TopicNames.standard());
        context = context("desk", Map.of());
        publisher = context.kafka().publisher("desk");
    }

    /** What a service of this instance's name is given. */
    ServiceContext context(String instance, Map<String, String> more) {
        return ServiceContext.of(TelltaleConfig.of(settings(instance, more)));
    }

    /** The same as settings, for a process of its own. */
    Map<String, String> settings(String instance, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("telltale.instance", instance);
        settings.put("telltale.kafka.bootstrap-servers", cluster.bootstrapServers());
        settings.put("telltale.registry.url", cluster.registryUrl());
        return settings;
    }

    void add(StreamSpec spec) {
        publisher.sendAndWait(Topic.STREAMS, spec.getStream(), spec);
    }

    /** Writes a status as an instance of ingest would. */
    void report(StreamStatus status) {
        publisher.sendAndWait(Topic.STATUS, status.getStream() + "/ingest", status);
    }

    void awaitState(String stream, SourceState state) {
        await(stream).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(300))
                .until(() -> status(stream).filter(status -> status.getState() == state).isPresent());
    }

    void remove(String stream) {
        publisher.sendAndWait(Topic.STREAMS, stream, null);
    }

    static StreamSpec spec(String stream, String source, Pacing pacing) {
        return StreamSpec.newBuilder().setStream(stream).setSource(source).setPacing(pacing).build();
    }

    static StreamSpec file(String stream, Path file, Pacing pacing) {
        return spec(stream, file.toAbsolutePath().toUri().toString(), pacing);
    }

    List<FrameWindow> windows(String stream) {
        return of(Topic.WINDOWS, FrameWindow.class, stream);
    }

    List<WindowMark> marks(String stream) {
        return of(Topic.MARKS, WindowMark.class, stream);
    }

    List<Packet> packets(String stream) {
        return windows(stream).stream().flatMap(window -> window.getPackets().stream()).toList();
    }

    Optional<StreamStatus> status(String stream) {
        return statuses(stream).stream().reduce((before, after) -> after);
    }

    List<StreamStatus> statuses(String stream) {
        return of(Topic.STATUS, StreamStatus.class, stream + "/ingest");
    }

    private <T extends SpecificRecord> List<T> of(Topic topic, Class<T> type, String key) {
        return cluster.records(TopicNames.standard().of(topic), type).stream()
                .filter(record -> record.key().equals(key))
                .map(ConsumerRecord::value).toList();
    }

    @Override
    public void close() {
        publisher.close();
        context.close();
        cluster.close();
    }
}
