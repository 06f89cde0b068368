package dev.telltale.ingest.source.http;

import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.vision.media.FileBytes;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.PacketSource;
import dev.telltale.vision.media.TestVideo;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@TestInstance(Lifecycle.PER_CLASS)
class HlsSourceTest {
    private static final int PACKET_BYTES = 188;

    private Path folder;
    private Path clip;
    private List<byte[]> pieces;
    private List<ByteBuffer> sent;
    private TestHttp server;
    private TestHttp inside;

    @BeforeAll
    void makePieces(@TempDir Path temporary) throws Exception {
        folder = temporary;
        clip = TestVideo.of(6).codec("mpeg2video").write(folder.resolve("clip.ts"));
        byte[] ts = Files.readAllBytes(clip);
        int third = ts.length / PACKET_BYTES / 3 * PACKET_BYTES;
        pieces = List.of(Arrays.copyOf(ts, third), Arrays.copyOfRange(ts, third, 2 * third),
                Arrays.copyOfRange(ts, 2 * third, ts.length));
        sent = data(TestDoor.packets(
                MediaInput.open(FileBytes.open(clip), InputLimits.RECORDING, deadline(Duration.ofSeconds(20)))));
    }

    @BeforeEach
    void start() throws IOException {
        server = TestHttp.start();
        inside = TestHttp.start();
        for (int i = 0; i < pieces.size(); i++) {
            server.with("/tv/" + i + ".ts", TestHttp.parts(pieces.get(i), Integer.MAX_VALUE));
        }
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        inside.close();
    }

    @Test
    void shouldReadTheBestQualityPieceByPieceToItsEnd() throws Exception {
        // Given
        server.with("/tv/master.m3u8", TestHttp.text("""
                #EXTM3U
                #EXT-X-STREAM-INF:BANDWIDTH=100000,RESOLUTION=320x180,CODECS="avc1.4d400d,mp4a.40.2"
                low.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=9000000,RESOLUTION=3840x2160
                huge.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=3000000,RESOLUTION=1920x1080
                /tv/best.m3u8?session=1
                """)).with("/tv/best.m3u8", TestHttp.text(playlist(0, List.of("0.ts", "1.ts", "2.ts"), true)));
        HttpSource source = source("/tv/master.m3u8");
        // When
        List<MediaPacket> read = TestDoor.packets(source.open(deadline(Duration.ofSeconds(10))));
        // Then
        assertThat(data(read)).isEqualTo(sent);
        assertThat(source.isRecording()).isTrue();
        assertThat(server.requests()).extracting(TestHttp.Request::target).containsExactly("/tv/master.m3u8",
                "/tv/best.m3u8?session=1", "/tv/0.ts", "/tv/1.ts", "/tv/2.ts");
    }

    @Test
    void shouldFollowALivePlaylistAsItGrows() throws Exception {
        // Given: one more piece each time somebody looks, the oldest ones drop out
        AtomicInteger looks = new AtomicInteger();
        server.with("/tv/live.m3u8", (request, out) -> {
            int seen = Math.min(looks.getAndIncrement(), 2);
            List<String> names = Stream.of("0.ts", "1.ts", "2.ts").limit(seen + 1L).skip(seen / 2).toList();
            TestHttp.text(playlist(seen / 2, names, looks.get() > 5)).write(request, out);
        });
        HttpSource source = source("/tv/live.m3u8");
        // When
        List<MediaPacket> read = new ArrayList<>();
        try (PacketSource packets = source.open(deadline(Duration.ofSeconds(10)))) {
            assertThat(source.isRecording()).isFalse();
            assertThat(source.usualPause()).isEqualTo(Duration.ofSeconds(2));
            for (MediaPacket packet = packets.read(); packet != null; packet = packets.read()) {
                read.add(packet);
            }
        }
        // Then
        assertThat(data(read)).isEqualTo(sent);
    }

    @Test
    void shouldOpenANewContainerAfterABreak() throws Exception {
        // Given: an advertisement of another size
        byte[] other = Files
                .readAllBytes(TestVideo.of(2).codec("mpeg2video").size(640, 480).write(folder.resolve("other.ts")));
        byte[] whole = Files.readAllBytes(clip);
        server.with("/tv/other.ts", TestHttp.whole(other)).with("/tv/whole.ts", TestHttp.whole(whole)).with(
                "/tv/list.m3u8", TestHttp.text(playlist(0,
                        List.of("whole.ts", "#EXT-X-DISCONTINUITY", "other.ts", "#EXT-X-DISCONTINUITY", "whole.ts"),
                        true)));
        // When
        List<Integer> widths = new ArrayList<>();
        try (PacketSource packets = source("/tv/list.m3u8").open(deadline(Duration.ofSeconds(10)))) {
            while (packets.read() != null) {
                widths.add(packets.video().width());
            }
        }
        // Then
        assertThat(widths).hasSize(2 * sent.size() + 50);
        assertThat(widths.stream().filter(width -> width == 640)).hasSize(50);
    }

    @Test
    void shouldReadWhatAnIndependentPackagerMade() throws Exception {
        // Given: ffmpeg's own pieces of fragmented MP4, pieces that are ranges of one file, and encrypted ones
        Files.write(folder.resolve("key"), "0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        Files.writeString(folder.resolve("keyinfo"), "key\n" + folder.resolve("key") + "\n");
        List<List<String>> kinds = List.of(List.of("-hls_segment_type", "fmp4"),
                List.of("-hls_segment_type", "fmp4", "-hls_flags", "single_file"),
                List.of("-hls_key_info_file", folder.resolve("keyinfo").toString()));
        for (List<String> kind : kinds) {
            Path made = packaged(clip, kind);
            // When
            List<MediaPacket> read = TestDoor.packets(source(serve(made)).open(deadline(Duration.ofSeconds(10))));
            // Then
            assertThat(read).as("%s", kind).hasSameSizeAs(sent);
        }
    }

    @Test
    void shouldFetchNothingThatAHostilePlaylistNames() {
        // Given
        String there = "127.0.0.1:" + inside.port();
        List<String> hostile = List.of("http://" + there + "/a.ts", "//" + there + "/a.ts", "file:///etc/passwd",
                "FILE:///etc/passwd", "concat:http://" + there + "/a.ts", "crypto+http://" + there + "/a.ts",
                "data:video/mp2t;base64,AAAA", "http://0x7f000001:" + inside.port() + "/a.ts",
                "http://inside.test:" + inside.port() + "/a.ts", "http://x:y@camera.test/a.ts",
                "rtmp://camera.test/a/b", "tcp://" + there, "subfile,,start,0,end,9,,:/etc/passwd",
                "http://[::ffff:127.0.0.1]:" + inside.port() + "/a.ts", "..\\..\\etc\\passwd",
                "http://169.254.169.254/latest");
        for (int i = 0; i < hostile.size(); i++) {
            String name = hostile.get(i);
            server.with("/piece" + i, TestHttp.text(playlist(0, List.of(name), true)))
                    .with("/quality" + i, TestHttp.text("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n" + name + "\n"))
                    .with("/map" + i,
                            TestHttp.text(playlist(0, List.of("#EXT-X-MAP:URI=\"" + name + "\"", "tv/0.ts"), true)))
                    .with("/key" + i, TestHttp.text(playlist(0,
                            List.of("#EXT-X-KEY:METHOD=AES-128,URI=\"" + name + "\"", "tv/0.ts"), true)))
                    .with("/moved" + i, TestHttp.redirect(name))
                    .with("/list" + i, TestHttp.text(playlist(0, List.of("moved" + i), true)));
            // When, Then
            for (String kind : List.of("/piece", "/quality", "/map", "/key", "/list")) {
                MediaInputException refused = failure(kind + i);
                assertThat(refused.getMessage()).as(kind + " " + name).containsAnyOf("is refused", "a loopback address",
                        "link-local", "is not to be had");
            }
        }
        assertThat(inside.hits()).isZero();
        assertThat(server.requests()).noneMatch(request -> request.target().startsWith("/tv/"));
    }

    @Test
    void shouldSayWhatItCannotUse() {
        server.with("/drm",
                TestHttp.text(playlist(0, List.of("#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"k\"", "tv/0.ts"), true)))
                .with("/empty", TestHttp.text(playlist(0, List.of(), true)))
                .with("/nested", TestHttp.text("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nnested\n"))
                .with("/odd", TestHttp.text("#EXTM3U\n#EXT-X-TARGETDURATION:soon\n"))
                .with("/huge", TestHttp.text("#EXTM3U\n" + "#".repeat(1 << 20)))
                .with("/gone", TestHttp.text(playlist(0, List.of("tv/9.ts"), true)));
        assertThat(failure("/drm")).hasMessageContaining("SAMPLE-AES");
        assertThat(failure("/empty").fault()).isEqualTo(Fault.EMPTY);
        assertThat(failure("/nested")).hasMessageContaining("playlists of playlists");
        assertThat(failure("/odd")).hasMessageContaining("a number that is none");
        assertThat(failure("/huge")).hasMessageContaining("larger than");
        assertThat(failure("/gone")).hasMessageContaining("404");
    }

    private static String playlist(int first, List<String> lines, boolean ended) {
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:").append(first)
                .append('\n');
        lines.forEach(line -> text.append(line.startsWith("#") ? "" : "#EXTINF:2.0,\n").append(line).append('\n'));
        return text + (ended ? "#EXT-X-ENDLIST\n" : "");
    }

    private Path packaged(Path source, List<String> kind) throws Exception {
        Path made = Files.createTempDirectory(folder, "hls");
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-i", source.toString(), "-c:v",
                "libx264", "-preset", "ultrafast", "-bf", "2", "-g", "25", "-f", "hls", "-hls_time", "1",
                "-hls_playlist_type", "vod"));
        command.addAll(kind);
        command.add("list.m3u8");
        try {
            Process ffmpeg = new ProcessBuilder(command).directory(made.toFile()).inheritIO().start();
            assertThat(ffmpeg.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(ffmpeg.exitValue()).isZero();
        } catch (IOException e) {
            assumeTrue(false, "skipped: no ffmpeg command line here (Debian package ffmpeg)");
        }
        return made;
    }

    private String serve(Path made) throws IOException {
        String base = "/" + made.getFileName() + "/";
        server.with(base + "key", TestHttp.whole(Files.readAllBytes(folder.resolve("key"))));
        try (Stream<Path> files = Files.list(made)) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                server.with(base + file.getFileName(), (request, out) -> {
                    boolean part = !request.header("range").isEmpty();
                    (part ? TestHttp.parts(bytes, Integer.MAX_VALUE) : TestHttp.whole(bytes)).write(request, out);
                });
            }
        }
        return base + "list.m3u8";
    }

    private MediaInputException failure(String path) {
        MediaInputException failed = catchThrowableOfType(MediaInputException.class,
                () -> TestDoor.packets(source(path).open(deadline(Duration.ofSeconds(10)))));
        assertThat(failed).as(path).isNotNull();
        return failed;
    }

    private HttpSource source(String path) throws Exception {
        StrictUrl url = StrictUrl.parse("http://" + TestDoor.HOST + ":" + server.port() + path);
        return new HttpSource(TestDoor.dialer(), url, TestDoor.nobody());
    }

    private static List<ByteBuffer> data(List<MediaPacket> packets) {
        return packets.stream().map(MediaPacket::data).toList();
    }

    private static InterruptDeadline deadline(Duration limit) {
        return new InterruptDeadline(limit);
    }
}
