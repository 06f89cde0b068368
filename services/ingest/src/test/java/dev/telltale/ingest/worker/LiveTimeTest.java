package dev.telltale.ingest.worker;

import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.kit.kafka.KafkaClients;
import dev.telltale.kit.metrics.Metrics;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.Packet;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.WindowMark;
import dev.telltale.testing.SingleObjectSerializer;
import dev.telltale.vision.media.InterruptDeadline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

/** A live source, from its packets to the records that are committed, on a simulated clock: nothing is lost, and no record is dated ahead. */
class LiveTimeTest {
    private static final Duration WINDOW = Duration.ofMillis(1280);

    @ParameterizedTest
    @ValueSource(ints = {100, -100})
    void shouldLoseNothingInTwoDaysOfACameraWhoseClockIsUntrue(int partsPerMillion) throws Exception {
        // Given
        Random random = new Random(5);
        UnaryOperator<Duration> network = sent -> sent.plusMillis(20 + random.nextInt(80));
        SimulatedCamera camera = new SimulatedCamera(3 * 288_000 + 1, partsPerMillion, network);
        // When
        Written written = watch(camera);
        // Then: 48 hours, the camera counting 17.28 s more or less than that
        written.assertComplete(camera, 3 * 288_000 + 1);
        assertThat(written.worstDating).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void shouldLoseNothingOfAPlaylistThatComesInBursts() throws Exception {
        // Given: three segments of six seconds at once, then one every six seconds, each at twenty times its speed
        Duration segment = Duration.ofSeconds(6);
        UnaryOperator<Duration> playlist = sent -> {
            long number = sent.minusMillis(1).dividedBy(segment);
            Duration begin = number < 3 ? Duration.ZERO : segment.multipliedBy(number);
            Duration offered = segment.multipliedBy(Math.max(3, number + 1));
            return offered.plus(sent.minus(begin).dividedBy(20));
        };
        SimulatedCamera camera = new SimulatedCamera(3 * 1000 + 1, 0, playlist);
        // When
        Written written = watch(camera);
        // Then: dated back to when it was taken, but for the 0.9 s that the burst took to come
        written.assertComplete(camera, 3 * 1000 + 1);
        assertThat(written.worstDating).isLessThan(Duration.ofMillis(1200));
    }

    private static Written watch(SimulatedCamera camera) throws Exception {
        TelltaleConfig config = TelltaleConfig
                .of(Map.of("telltale.kafka.serializer", SingleObjectSerializer.class.getName()));
        Written written = new Written(camera);
        try (ServiceContext context = new ServiceContext(config, new KafkaClients(config), new Metrics(), camera)) {
            StreamSpec spec = StreamSpec.newBuilder().setStream("live").setSource("rtsp://127.0.0.1/live").build();
            StreamTask task = new StreamTask(spec, 0, camera.instant());
            StreamPublisher publisher = new StreamPublisher(task, context, written);
            boolean found = new Connection(task, camera, new InterruptDeadline(Duration.ofMinutes(5)), new StopSignal(),
                    publisher, camera, false, null, () -> {}).run();
            publisher.awaitCommitted();
            assertThat(found).isTrue();
        }
        return written;
    }

    /** What is committed. */
    private static final class Written extends WrittenRecords {
        private final SimulatedCamera camera;
        private final BitSet pictures = new BitSet();
        private final List<Integer> wrong = new ArrayList<>();
        private final List<MarkReason> marks = new ArrayList<>();
        private long nextWindow;
        private int records;
        private Instant told = Instant.MIN;
        private Duration worstDating = Duration.ZERO;

        Written(SimulatedCamera camera) {
            this.camera = camera;
        }

        @Override
        void mark(WindowMark mark) {
            marks.add(mark.getReason());
        }

        @Override
        void window(FrameWindow window) {
            assertThat(window.getWindow()).isEqualTo(nextWindow++);
            Instant start = window.getCaptureStart();
            assertThat(start).isAfterOrEqualTo(told).isBeforeOrEqualTo(camera.instant());
            told = start;
            records++;
            for (Packet packet : window.getPackets()) {
                int picture = packet.getData().getInt(packet.getData().position());
                if (pictures.get(picture) || packet.getPts() != camera.pts(picture)) {
                    wrong.add(picture);
                }
                pictures.set(picture);
            }
            noteDating(window);
        }

        /** How far the window's date lies from when its first picture was taken. */
        private void noteDating(FrameWindow window) {
            Instant taken = camera.taken(WINDOW.multipliedBy(window.getWindow()));
            Duration off = Duration.between(taken, window.getCaptureStart()).abs();
            worstDating = off.compareTo(worstDating) > 0 ? off : worstDating;
        }

        void assertComplete(SimulatedCamera source, int frames) {
            assertThat(pictures.cardinality()).as("pictures in records").isEqualTo(frames);
            assertThat(wrong).as("pictures that came twice or at another time").isEmpty();
            assertThat(marks).as("windows without pictures, and the end").containsExactly(MarkReason.EPOCH_END);
            long last = (source.pts(frames - 1) * 1000 / 90) / (WINDOW.toMillis() * 1000);
            assertThat(records).isEqualTo(Math.toIntExact(last + 1));
        }
    }
}
