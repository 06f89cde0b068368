package dev.telltale.ingest;

import dev.telltale.ingest.source.rtmp.PlayedRtmp;
import dev.telltale.ingest.source.rtsp.PlayedRtsp;
import dev.telltale.kit.ServiceContext;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.Pacing;
import dev.telltale.schemas.Packet;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.WindowMark;
import dev.telltale.testing.live.FaultRelay;
import dev.telltale.testing.live.FaultRelay.Fault;
import dev.telltale.testing.live.PlayedHttp;
import dev.telltale.testing.live.PlayingServer;
import dev.telltale.vision.media.TestFfmpeg;
import dev.telltale.vision.media.TestVideo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.zip.CRC32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Eight live sources in one process. One of them does whatever a source can do wrong; the others' records are as if it were not there. */
class EightLiveSourcesTest {
    private static final int SECONDS = 13;
    private static final double QUICKLY = 4;
    /** No more starts are allowed within a minute, which is longer than the test. */
    private static final List<Fault> FAULTS = List.of(Fault.RESET, Fault.HALF_OPEN, Fault.DRIP, Fault.BLACK_HOLE,
            Fault.FLAP);

    @TempDir
    Path folder;

    @Test
    void shouldWriteTheOtherSevensRecordsAsIfTheEighthWereNotThere() throws Exception {
        shouldNotBeDisturbedBy("http");
    }

    @Tag("long")
    @Test
    void shouldNotBeDisturbedByACamera() throws Exception {
        shouldNotBeDisturbedBy("rtsp");
    }

    @Tag("long")
    @Test
    void shouldNotBeDisturbedByAServerOfRtmp() throws Exception {
        shouldNotBeDisturbedBy("rtmp");
    }

    private void shouldNotBeDisturbedBy(String scheme) throws Exception {
        try (Desk desk = new Desk(folder.resolve("cluster"));
                ServiceContext context = desk.context("one",
                        Map.of("telltale.ingest.addresses.schemes", "http,rtsp,rtmp",
                                "telltale.ingest.addresses.allowed", "127.0.0.1", "telltale.ingest.stall", "750ms",
                                "telltale.ingest.backoff-min", "50ms", "telltale.ingest.backoff-max", "100ms",
                                "telltale.data-dir", folder.resolve("data").toString()))) {
            IngestService service = new IngestService(context);
            service.start();
            try {
                // Given the seven alone; what they record does not depend on how fast they play
                Map<String, List<String>> alone = play(desk, "alone-", QUICKLY);

                // When the eighth is there
                Map<String, List<String>> beside;
                Path clip = clip(scheme, 9);
                int threeSeconds = Math.toIntExact(Files.size(clip) * 3 / SECONDS);
                try (PlayingServer server = server(scheme, clip, QUICKLY, guest -> true);
                        FaultRelay relay = new FaultRelay(server.port(), n -> FAULTS.get(Math.min(n, 4)),
                                threeSeconds)) {
                    desk.add(Desk.spec("bad", url(scheme, relay.port()), Pacing.REAL_TIME));
                    beside = play(desk, "beside-", 1);

                    // Then it went through every fault, and said so
                    assertThat(relay.done()).isEqualTo(FAULTS);
                    checkToldOf(desk.statuses("bad"));
                }
                assertThat(beside).isEqualTo(alone);
            } finally {
                service.close();
            }
        }
    }

    private static void checkToldOf(List<StreamStatus> statuses) {
        assertThat(statuses).extracting(StreamStatus::getState).contains(SourceState.LIVE, SourceState.STALLED,
                SourceState.BACKOFF);
        assertThat(statuses).filteredOn(status -> status.getState() == SourceState.BACKOFF)
                .extracting(status -> String.valueOf(status.getReason())).hasSizeGreaterThanOrEqualTo(FAULTS.size())
                .anyMatch(reason -> reason.contains("gave no packet for 3 s"))
                .allMatch(reason -> reason.contains("next attempt in") && !reason.contains("internal error"));
    }

    /** Plays seven clips and returns what was recorded of each. */
    private Map<String, List<String>> play(Desk desk, String prefix, double speed) throws Exception {
        List<PlayingServer> servers = new ArrayList<>();
        try {
            List<String> kinds = List.of("http", "rtsp", "rtmp", "http", "rtsp", "rtmp", "http");
            for (int i = 0; i < kinds.size(); i++) {
                PlayingServer server = server(kinds.get(i), clip(kinds.get(i), i), speed, guest -> guest == 0);
                servers.add(server);
                desk.add(Desk.spec(prefix + i, url(kinds.get(i), server.port()), Pacing.REAL_TIME));
            }
            Map<String, List<String>> records = new LinkedHashMap<>();
            for (int i = 0; i < kinds.size(); i++) {
                String stream = prefix + i;
                await(stream).atMost(Duration.ofSeconds(SECONDS * 3)).pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(500)).until(
                                () -> desk.marks(stream).stream()
                                        .anyMatch(mark -> mark.getReason() == MarkReason.EPOCH_END));
                records.put(kinds.get(i) + i, records(desk, stream));
                desk.remove(stream);
            }
            return records;
        } finally {
            for (PlayingServer server : servers) {
                server.close();
            }
        }
    }

    /** Everything that does not say when it was recorded. */
    private static List<String> records(Desk desk, String stream) {
        List<String> records = new ArrayList<>();
        for (FrameWindow window : desk.windows(stream)) {
            records.add("window %d of %s, %d x %d, %d/%d from %d, begin %d drain %s last %s: %s".formatted(
                    window.getWindow(), window.getCodec(), window.getWidth(), window.getHeight(),
                    window.getTimeBaseNum(), window.getTimeBaseDen(), window.getOriginPts(),
                    window.getKeyframeWindow(), window.getDrain(), window.getLast(),
                    window.getPackets().stream().map(EightLiveSourcesTest::packet).toList()));
        }
        assertThat(records).as(stream).hasSizeGreaterThan(9);
        for (WindowMark mark : desk.marks(stream)) {
            records.add("mark " + mark.getWindow() + " " + mark.getReason());
        }
        return records;
    }

    private static String packet(Packet packet) {
        CRC32 bytes = new CRC32();
        bytes.update(packet.getData().duplicate());
        return packet.getPts() + " " + packet.getDts() + " " + packet.getDuration() + " " + packet.getKey() + " "
                + Long.toHexString(bytes.getValue());
    }

    /** Each of another size, so that none can be taken for another. */
    private Path clip(String scheme, int number) {
        int width = 160 + 16 * number;
        Path file = folder.resolve(scheme + number + switch (scheme) {
            case "http" -> ".ts";
            case "rtsp" -> ".mp4";
            default -> ".flv";
        });
        if (file.toFile().exists()) {
            return file;
        }
        TestVideo video = TestVideo.of(SECONDS).gop(25).size(width, 96);
        return switch (scheme) {
            case "http" -> video.codec("mpeg2video").write(file);
            case "rtsp" -> video.write(file);
            default -> TestFfmpeg.make(file, "-f lavfi -i testsrc2=s=" + width + "x96:r=25:d=" + SECONDS
                    + " -c:v libx264 -preset ultrafast -bf 2 -g 25");
        };
    }

    private static PlayingServer server(String scheme, Path clip, double speed, IntPredicate welcome)
            throws Exception {
        return switch (scheme) {
            case "http" -> new PlayedHttp(clip, Duration.ofSeconds(SECONDS), speed, welcome);
            case "rtsp" -> new PlayedRtsp(clip, speed, welcome);
            default -> new PlayedRtmp(clip, speed, welcome);
        };
    }

    private static String url(String scheme, int port) {
        return scheme + "://127.0.0.1:" + port + (scheme.equals("rtmp") ? "/live/film" : "/live");
    }
}
