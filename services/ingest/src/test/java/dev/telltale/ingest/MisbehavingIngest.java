package dev.telltale.ingest;

import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.StreamSource;
import dev.telltale.ingest.source.StreamSources;
import dev.telltale.kit.Health;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.testing.FragileService;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.Mishap;
import dev.telltale.vision.media.PacketSource;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.awaitility.Awaitility.await;

/** The ingest service as a process in which native code goes wrong at one packet of the stream that is called deadly. */
final class MisbehavingIngest {
    /** The 60th packet lies in the second window. */
    static final int DEADLY_PACKET = 60;

    private MisbehavingIngest() {}

    /** Runs it; the words are the mishap, then key=value of each setting. */
    public static void main(String[] words) {
        Mishap mishap = Mishap.valueOf(words[0]);
        ServiceContext context = ServiceContext.of(TelltaleConfig.of(FragileService.settings(List.of(words))));
        IngestService service = new IngestService(context, sources -> new Spoiled(sources, mishap));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> service.close(Duration.ofSeconds(5))));
        service.start();
        await().forever().until(() -> service.health() instanceof Health.Failed);
        System.out.println(service.health().text());
        System.exit(1);
    }

    private record Spoiled(StreamSources sources, Mishap mishap) implements StreamSources {
        @Override
        public StreamSource create(StreamSpec spec) throws RefusedSourceException {
            StreamSource source = sources.create(spec);
            return spec.getStream().equals("deadly") ? new Deadly(source, mishap) : source;
        }
    }

    private record Deadly(StreamSource source, Mishap mishap) implements StreamSource {
        @Override
        public boolean isRecording() {
            return source.isRecording();
        }

        @Override
        public String waitingFor() {
            return source.waitingFor();
        }

        @Override
        public PacketSource open(InterruptDeadline deadline) throws MediaInputException {
            return new Packets(source.open(deadline), deadline, mishap);
        }
    }

    private static final class Packets implements PacketSource {
        private final PacketSource packets;
        private final InterruptDeadline deadline;
        private final Mishap mishap;
        private int read;

        Packets(PacketSource packets, InterruptDeadline deadline, Mishap mishap) {
            this.packets = packets;
            this.deadline = deadline;
            this.mishap = mishap;
        }

        @Override
        public CodedVideo video() {
            return packets.video();
        }

        @Override
        public Optional<Duration> duration() {
            return packets.duration();
        }

        @Override
        public @Nullable MediaPacket read() throws MediaInputException {
            if (++read == DEADLY_PACKET) {
                // Where FFmpeg would be at work.
                deadline.watch().enter();
                mishap.happen();
            }
            return packets.read();
        }

        @Override
        public void close() {
            packets.close();
        }
    }
}
