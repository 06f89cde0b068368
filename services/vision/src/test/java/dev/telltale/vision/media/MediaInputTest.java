package dev.telltale.vision.media;

import dev.telltale.vision.media.CodedVideo.SampleAspect;
import dev.telltale.vision.media.MediaInputException.Fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MediaInputTest {
    @TempDir
    Path folder;

    @AfterEach
    void shouldLeaveNoInputOpen() {
        assertThat(AvioBridge.openCount()).isZero();
    }

    @Test
    void shouldReadEverySharedClip() throws Exception {
        for (Path clip : Clips.shared()) {
            // Given
            try (MediaInput input = open(clip)) {
                // When
                List<MediaPacket> packets = readAll(input);
                // Then
                assertThat(packets).as("packets of %s", clip).hasSizeGreaterThan(50);
                assertThat(packets.getFirst().key()).as("%s begins with a key frame", clip).isTrue();
                assertThat(packets).allMatch(packet -> packet.size() > 0);
                assertThat(input.video().codec()).isIn("h264", "mpeg1video", "hevc", "mpeg4");
                assertThat(input.video().width()).isPositive();
                assertThat(input.duration()).isPresent();
            }
        }
    }

    @Test
    void shouldTellReorderDelayAndRateWhenThereAreBFrames() throws Exception {
        // Given
        Path clip = TestVideo.of(4).write(folder.resolve("b.mp4"));
        try (MediaInput input = open(clip)) {
            // When
            List<MediaPacket> packets = readAll(input);
            // Then
            CodedVideo video = input.video();
            assertThat(video.codec()).isEqualTo("mpeg4");
            assertThat(video.timeBase().toMicros(video.frameDuration())).isEqualTo(40_000);
            assertThat(video.reorderFrames()).isEqualTo(1);
            assertThat(video.reorderDelay()).isEqualTo(video.frameDuration());
            assertThat(packets).hasSize(100).anyMatch(packet -> packet.pts() > packet.dts() + video.frameDuration());
            assertThat(packets.stream().filter(MediaPacket::key)).hasSize(1);
        }
    }

    @Test
    void shouldTellWheneverNativeCodeIsAtWork() throws Exception {
        // Given bytes that may only be asked for while native code is not at work
        Path clip = TestVideo.of(4).write(folder.resolve("watched.mkv"));
        Depth depth = new Depth();
        InputBytes bytes = new MemoryBytes("watched", Files.readAllBytes(clip)) {
            @Override
            public int read(ByteBuffer into) {
                depth.reads++;
                assertThat(depth.now).isZero();
                return super.read(into);
            }

            @Override
            public void close() {
                assertThat(depth.now).isZero();
            }
        };
        // When
        InterruptDeadline deadline = new InterruptDeadline(Duration.ofSeconds(10), depth);
        try (MediaInput input = MediaInput.open(bytes, InputLimits.RECORDING, deadline)) {
            assertThat(depth.now).isZero();
            assertThat(readAll(input)).hasSize(100);
        }
        // Then
        assertThat(depth.now).isZero();
        assertThat(depth.entered).isGreaterThan(100 + depth.reads);
    }

    /** How often it has been entered and not left. */
    private static final class Depth implements NativeWatch {
        private int now;
        private int entered;
        private int reads;

        @Override
        public void enter() {
            assertThat(now++).isZero();
            entered++;
        }

        @Override
        public void leave() {
            assertThat(--now).isZero();
        }
    }

    @Test
    void shouldTellRotationAndSampleAspect() throws Exception {
        // Given
        Path turned = TestVideo.of(1).aspect(4, 3).turned(90).write(folder.resolve("turned.mp4"));
        try (MediaInput input = open(turned)) {
            // When
            CodedVideo video = input.video();
            // Then
            assertThat(video.rotation()).isEqualTo(90);
            assertThat(video.sampleAspect()).isEqualTo(new SampleAspect(4, 3));
            assertThat(video.width()).isEqualTo(320);
        }
    }

    @Test
    void shouldNoticeAnotherPictureSizeInMidStream() throws Exception {
        // Given
        Path small = TestVideo.of(1).codec("mpeg2video").write(folder.resolve("small.ts"));
        Path large = TestVideo.of(1).codec("mpeg2video").size(640, 480).write(folder.resolve("large.ts"));
        Path both = folder.resolve("both.ts");
        Files.write(both, Files.readAllBytes(small));
        Files.write(both, Files.readAllBytes(large), java.nio.file.StandardOpenOption.APPEND);
        try (MediaInput input = open(both)) {
            assertThat(input.video().width()).isEqualTo(320);
            // When
            readAll(input);
            // Then
            assertThat(input.video().width()).isEqualTo(640);
        }
    }

    @Test
    void shouldRefusePicturesBeyondTheLimitBeforeDecodingThem() throws Exception {
        // Given
        Path clip = TestVideo.of(1).codec("mjpeg").write(folder.resolve("absurd.mov"));
        byte[] bytes = Files.readAllBytes(clip);
        int entry = indexOf(bytes, "jpeg");
        // Width and height of the sample entry lie 28 bytes behind its name.
        for (int i = 0; i < 2; i++) {
            bytes[entry + 28 + 2 * i] = (byte) (16_000 >> 8);
            bytes[entry + 29 + 2 * i] = (byte) 16_000;
        }
        Files.write(clip, bytes);
        // When, Then
        assertThatThrownBy(() -> open(clip)).isInstanceOf(MediaInputException.class)
                .hasMessageContaining("16000 x 16000")
                .hasMessageContaining("absurd.mov").extracting("fault").isEqualTo(Fault.TOO_LARGE);
    }

    @Test
    void shouldStopAtTheLimitsOnBytesAndDuration() throws Exception {
        // Given
        Path clip = TestVideo.of(4).write(folder.resolve("long.mp4"));
        InputLimits few = new InputLimits(16, 1000, Duration.ofHours(1), 1 << 24, 1 << 20, 4096, Duration.ofSeconds(1));
        InputLimits brief = new InputLimits(16, 1 << 24, Duration.ofSeconds(2), 1 << 24, 1 << 20, 4096,
                Duration.ofSeconds(1));
        // When, Then
        assertThatThrownBy(() -> open(clip, few)).hasMessageContaining("larger than 1000 bytes");
        assertThatThrownBy(() -> open(clip, brief)).hasMessageContaining("longer than PT2S");
    }

    @Test
    void shouldStopAtTheLimitOnDurationWhereNobodyToldItBeforehand() throws Exception {
        // Given a transport stream that cannot be positioned, so that its end is not known
        byte[] bytes = Files.readAllBytes(TestVideo.of(4).codec("mpeg2video").write(folder.resolve("endless.ts")));
        InputLimits brief = new InputLimits(16, 1 << 24, Duration.ofSeconds(2), 1 << 24, 1 << 20, 4096,
                Duration.ofMillis(500));
        try (MediaInput input = MediaInput.open(new MemoryBytes("endless", bytes), brief,
                new InterruptDeadline(Duration.ofSeconds(20)))) {
            // When, Then
            assertThatThrownBy(() -> readAll(input)).hasMessage("endless: is longer than PT2S").extracting("fault")
                    .isEqualTo(Fault.TOO_LARGE);
        }
    }

    @Test
    void shouldSayWhenAFileIsCutOffBehindItsIndex() throws Exception {
        // Given
        Path clip = TestVideo.of(4).movflags("+faststart").write(folder.resolve("cut.mp4"));
        byte[] bytes = Files.readAllBytes(clip);
        Files.write(clip, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        try (MediaInput input = open(clip)) {
            // When, Then
            assertThatThrownBy(() -> readAll(input)).isInstanceOf(MediaInputException.class)
                    .hasMessageContaining("truncated")
                    .extracting("fault").isEqualTo(Fault.TRUNCATED);
        }
    }

    @Test
    void shouldGiveBackEveryHandleAndByteAfterAThousandOpens() throws Exception {
        // Given
        Path clip = TestVideo.of(1).write(folder.resolve("again.mp4"));
        Path broken = Files.writeString(folder.resolve("broken.mp4"), "\0\0\0\u0018ftypmp42\0\0\0\0");
        openAndFail(clip, broken, 100);
        long before = residentBytes();
        // When
        openAndFail(clip, broken, 1000);
        // Then
        assertThat(residentBytes() - before).isLessThan(48L << 20);
    }

    private static void openAndFail(Path good, Path broken, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            try (MediaInput input = open(good)) {
                assertThat(input.read()).isNotNull();
            }
            assertThatThrownBy(() -> open(broken)).isInstanceOf(MediaInputException.class);
        }
    }

    private static long residentBytes() throws IOException {
        Path statm = Path.of("/proc/self/statm");
        return Files.exists(statm) ? new java.util.Scanner(Files.readString(statm)).skip("\\d+").nextLong() * 4096 : 0;
    }

    private static int indexOf(byte[] bytes, String name) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(name);
    }

    static MediaInput open(Path file) throws MediaInputException {
        return open(file, InputLimits.RECORDING);
    }

    static MediaInput open(Path file, InputLimits limits) throws MediaInputException {
        return MediaInput.open(FileBytes.open(file), limits, new InterruptDeadline(Duration.ofSeconds(20)));
    }

    static List<MediaPacket> readAll(MediaInput input) throws MediaInputException {
        List<MediaPacket> packets = new ArrayList<>();
        for (MediaPacket packet = input.read(); packet != null; packet = input.read()) {
            packets.add(packet);
        }
        return packets;
    }
}
