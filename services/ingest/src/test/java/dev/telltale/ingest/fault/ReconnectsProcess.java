package dev.telltale.ingest.fault;

import dev.telltale.ingest.credentials.Credentials;
import dev.telltale.ingest.source.http.TestDoor;
import dev.telltale.ingest.source.rtmp.PlayedRtmp;
import dev.telltale.ingest.source.rtsp.PlayedRtsp;
import dev.telltale.ingest.worker.Batch;
import dev.telltale.ingest.worker.CarefulMode;
import dev.telltale.ingest.worker.Listeners;
import dev.telltale.ingest.worker.SourceFactory;
import dev.telltale.ingest.worker.StreamPublisher;
import dev.telltale.ingest.worker.StreamTask;
import dev.telltale.ingest.worker.StreamWorker;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.kit.kafka.KafkaClients;
import dev.telltale.kit.metrics.Metrics;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;
import dev.telltale.testing.SingleObjectSerializer;
import dev.telltale.testing.live.FaultRelay;
import dev.telltale.testing.live.FaultRelay.Fault;
import dev.telltale.testing.live.PlayedHttp;
import dev.telltale.testing.live.PlayingServer;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A worker whose source comes back again and again: every other connection is reset in the middle, the others end where the clip
 * ends. In a process of its own, since what is counted is what the process holds; it is counted while nothing is connected.
 */
final class ReconnectsProcess {
    private static final Duration CLIP = Duration.ofSeconds(1);
    private static final double AT_ONCE = 1e6;

    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
    private final AtomicReference<StreamWorker> worker = new AtomicReference<>();
    private final AtomicInteger windows = new AtomicInteger();
    private final String scheme;
    private final int first;
    private final int last;

    private ReconnectsProcess(String scheme, int first, int last) {
        this.scheme = scheme;
        this.first = first;
        this.last = last;
    }

    /**
     * Runs it; the words are: folder, number of reconnects after which it is counted at first, number after which it ends; then for
     * each kind of source its scheme, a clip, and after how many bytes a connection is reset.
     */
    public static void main(String[] words) throws Exception {
        for (int i = 3; i < words.length; i += 3) {
            new ReconnectsProcess(words[i], Integer.parseInt(words[1]), Integer.parseInt(words[2]))
                    .run(Path.of(words[0]), Path.of(words[i + 1]), Integer.parseInt(words[i + 2]));
        }
        System.exit(0);
    }

    private void run(Path folder, Path clip, int resetAfter) throws Exception {
        TelltaleConfig config = TelltaleConfig.of(Map.of("telltale.kafka.serializer",
                SingleObjectSerializer.class.getName(), "telltale.ingest.backoff-min", "1ms",
                "telltale.ingest.backoff-max", "1ms"));
        try (PlayingServer server = server(clip);
                FaultRelay relay = new FaultRelay(server.port(), n -> n % 2 == 0 ? Fault.NONE : Fault.RESET,
                        resetAfter);
                Listeners ports = new Listeners(config.ingest());
                ServiceContext context = new ServiceContext(config, new KafkaClients(config), new Metrics(),
                        time::get)) {
            String path = scheme.equals("rtmp") ? "/live/film" : "/live.ts";
            StreamSpec spec = StreamSpec.newBuilder().setStream("again-" + scheme)
                    .setSource(scheme + "://" + TestDoor.HOST + ":" + relay.port() + path).build();
            SourceFactory sources = new SourceFactory(Set.of(scheme), new Credentials(Map.of(), Optional.empty()),
                    false, ports, TestDoor.dialer());
            StreamTask task = new StreamTask(spec, 0, time.get());
            CarefulMode care = CarefulMode.open(folder, task.stream(), true, config.ingest().cpuPerRead(),
                    context.clock());
            worker.set(new StreamWorker(task, sources, config.ingest(), new StreamPublisher(task, context, this::note),
                    context.clock(), care, true));
            worker.get().begin(null);
            worker.get().run();
            System.out.println("windows " + scheme + " " + windows.get());
        }
    }

    private PlayingServer server(Path clip) throws Exception {
        return switch (scheme) {
            case "rtmp" -> new PlayedRtmp(clip, AT_ONCE, this::welcome);
            case "rtsp" -> new PlayedRtsp(clip, AT_ONCE, this::welcome);
            default -> new PlayedHttp(clip, CLIP, AT_ONCE, this::welcome);
        };
    }

    /** Each connection comes a minute after the one before, by the worker's clock: it may start five times in one. */
    private boolean welcome(int number) {
        time.updateAndGet(now -> now.plusSeconds(60));
        if (number == first || number == last) {
            System.out.println("held " + scheme + " " + Held.now().words());
        }
        if (number == last) {
            worker.get().remove();
        }
        return number < last;
    }

    private void note(Batch batch) {
        batch.records().stream().filter(record -> record.topic().equals(TopicNames.standard().of(Topic.WINDOWS)))
                .forEach(window -> windows.incrementAndGet());
        batch.done().complete(null);
    }
}
