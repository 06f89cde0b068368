package dev.telltale.vision.media;

import dev.telltale.vision.Picture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Files in which bytes were changed, cut out, doubled or cut off: no crash, no hang, and one line wherever one is refused. */
class MutatedFilesTest {
    private static final int FILES = Integer.getInteger("telltale.mutants", 100);
    private static final long SEED = Long.getLong("telltale.mutants.seed", 20_261_121);
    /** H.264, 56 frames. */
    private static final Path SHARED = Clip.SHARED.resolve("a06_real_two_faces.mp4");
    private static final InputLimits LIMITS = new InputLimits(16, 64 << 20, Duration.ofHours(1), 1 << 22, 4 << 20,
            1 << 20, Duration.ofSeconds(2));
    private static final DecoderLimits DECODER = new DecoderLimits(1 << 22, 240, 1);

    @TempDir
    Path folder;

    @AfterEach
    void shouldLeaveNoInputOpen() {
        assertThat(AvioBridge.openCount()).isZero();
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void shouldSurviveMutatedFiles() throws Exception {
        // Given
        List<byte[]> whole = originals();
        Random random = new Random(SEED);
        List<String> refused = new ArrayList<>();
        long decoded = 0;

        // When
        for (int i = 0; i < FILES; i++) {
            Path file = Files.write(folder.resolve("mutant-" + i + ".mp4"),
                    mutate(whole.get(i % whole.size()), random));
            try {
                DecodeCounts counts = decode(file);
                assertThat(counts.frames()).as("frames of file %s", i).isLessThanOrEqualTo(100);
                decoded += counts.frames() > 0 ? 1 : 0;
            } catch (MediaInputException | UndecodableException e) {
                refused.add(String.valueOf(e.getMessage()));
            }
        }

        // Then there were some of both
        assertThat(decoded).isGreaterThan(20);
        assertThat(refused).isNotEmpty().allSatisfy(line -> assertThat(line).isNotBlank().doesNotContain("\n"));
    }

    private List<byte[]> originals() throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (String name : List.of("a.mp4", "b.mkv", "c.ts", "d.avi", "e.mov", "f.flv")) {
            String codec = switch (name.charAt(0)) {
                case 'c' -> "mpeg2video";
                case 'e' -> "mjpeg";
                case 'f' -> "flv";
                default -> "mpeg4";
            };
            TestVideo video = TestVideo.of(1).codec(codec).gop(10);
            files.add(Files.readAllBytes(video.write(folder.resolve(name))));
        }
        if (Files.exists(SHARED)) {
            files.add(Files.readAllBytes(SHARED));
        }
        return files;
    }

    private static DecodeCounts decode(Path file) throws MediaInputException {
        try (MediaInput input = MediaInput.open(FileBytes.open(file), LIMITS,
                new InterruptDeadline(Duration.ofSeconds(10)));
                PacketDecoder decoder = new PacketDecoder(input.video(), 0, DECODER)) {
            try {
                for (MediaPacket packet = input.read(); packet != null; packet = input.read()) {
                    decoder.decode(packet, MutatedFilesTest::look);
                }
            } catch (MediaInputException e) {
                // What came before the fault is still decoded to its end.
                assertThat(e.getMessage()).doesNotContain("\n");
            }
            decoder.drain(MutatedFilesTest::look);
            return decoder.counts();
        }
    }

    private static void look(Picture picture) {
        try (picture) {
            assertThat(picture.rgb().rows()).isEqualTo(picture.luma().pixels().rows()).isEqualTo(picture.height());
        }
    }

    private static byte[] mutate(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int i = 1 + random.nextInt(40); i > 0; i--) {
            // Headers lie at both ends; half of the faults go there.
            int at = random.nextBoolean() ? random.nextInt(bytes.length) : edge(bytes.length, random);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(16)), (byte) 0xff);
                default -> ByteBuffer.wrap(bytes).putInt(Math.min(at, bytes.length - 4), random.nextInt());
            }
        }
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
            case 1 -> without(bytes, random.nextInt(bytes.length), 1 + random.nextInt(2000));
            default -> bytes;
        };
    }

    private static int edge(int length, Random random) {
        int at = random.nextInt(Math.min(length, 1500));
        return random.nextBoolean() ? at : length - 1 - at;
    }

    private static byte[] without(byte[] bytes, int from, int count) {
        int end = Math.min(bytes.length, from + count);
        byte[] rest = Arrays.copyOf(bytes, bytes.length - (end - from));
        System.arraycopy(bytes, end, rest, from, bytes.length - end);
        return rest;
    }
}
