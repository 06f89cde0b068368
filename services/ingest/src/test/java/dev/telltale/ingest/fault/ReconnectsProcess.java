package dev.telltale.ingest.fault;

import dev.telltale.ingest.credentials.Credentials;
import dev.telltale.ingest.source.StreamSources;
import dev.telltale.ingest.source.http.TestDoor;
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

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A worker whose source comes back again and again: every other connection breaks off in the middle, the others end where the clip
 * ends. In a process of its own, since what is counted is what the process holds; it is counted while nothing is connected.
 */
final class ReconnectsProcess {
    private static final String CREDENTIAL = "pusher";

    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
    private final AtomicReference<StreamWorker> worker = new AtomicReference<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger windows = new AtomicInteger();
    private final Kind kind;
    private final int first;
    private final int last;

    private ReconnectsProcess(Kind kind, int first, int last) {
        this.kind = kind;
        this.first = first;
        this.last = last;
    }

    /**
     * Runs it; the words are: folder; then for each kind of source its name, a clip, number of reconnects after which it is counted at
     * first, and number after which it ends.
     */
    public static void main(String[] words) throws Exception {
        for (int i = 1; i < words.length; i += 4) {
            new ReconnectsProcess(Kind.named(words[i]), Integer.parseInt(words[i + 2]),
                    Integer.parseInt(words[i + 3])).run(Path.of(words[0]), Path.of(words[i + 1]));
        }
        System.exit(0);
    }

    private void run(Path folder, Path clip) throws Exception {
        TelltaleConfig config = TelltaleConfig.of(Map.of("telltale.kafka.serializer",
                SingleObjectSerializer.class.getName(), "telltale.ingest.backoff-min", "1ms",
                "telltale.ingest.backoff-max", "1ms", "telltale.ingest.stall", kind.pace().stall().toMillis() + "ms"));
        try (Peer peer = kind.peer().open(clip);
                Listeners ports = new Listeners(config.ingest());
                ServiceContext context = new ServiceContext(config, new KafkaClients(config), new Metrics(),
                        time::get)) {
            StreamSpec spec = StreamSpec.newBuilder().setStream("again-" + kind.name())
                    .setSource(peer.source().toString())
                    .setCredentialRef(peer.key().map(key -> CREDENTIAL).orElse(null)).build();
            StreamTask task = new StreamTask(spec, 0, time.get());
            CarefulMode care = CarefulMode.open(folder, task.stream(), true, config.ingest().cpuPerRead(),
                    context.clock());
            worker.set(new StreamWorker(task, sources(peer, ports), config.ingest(),
                    new StreamPublisher(task, context, this::note), context.clock(), care, true));
            worker.get().begin(null);
            worker.get().run();
            System.out.println("windows " + kind.name() + " " + windows.get());
        }
    }

    private StreamSources sources(Peer peer, Listeners ports) {
        Credentials known = new Credentials(peer.key().map(key -> Map.of(CREDENTIAL, key)).orElse(Map.of()),
                Optional.empty());
        SourceFactory factory = new SourceFactory(Set.of(peer.source().getScheme()), known, false, ports,
                TestDoor.dialer());
        return spec -> new Watched(factory.create(spec), peer, this::welcome);
    }

    /** Each connection comes a minute after the one before, by the worker's clock: it may start five times in one. */
    private boolean welcome() {
        int number = connections.getAndIncrement();
        time.updateAndGet(now -> now.plusSeconds(60));
        if (number == first || number == last) {
            System.out.println("held " + kind.name() + " " + Held.atRest().words());
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
