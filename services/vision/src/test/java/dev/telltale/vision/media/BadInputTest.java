package dev.telltale.vision.media;

import dev.telltale.vision.media.MediaInputException.Fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import javax.imageio.ImageIO;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class BadInputTest {
    @TempDir
    Path folder;

    @AfterEach
    void shouldLeaveNoInputOpen() {
        assertThat(AvioBridge.openCount()).isZero();
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWithAFile() throws Exception {
        Path clip = TestVideo.of(1).write(folder.resolve("good.mp4"));
        byte[] good = Files.readAllBytes(clip);
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        refused(folder.resolve("missing.mp4"), Fault.MISSING, "no such file");
        refused(folder, Fault.NOT_A_FILE, "directory");
        refused(write("empty.mp4", new byte[0]), Fault.EMPTY, "zero bytes");
        refused(write("letter.mp4", "Dear Sir,\nplease find enclosed".getBytes(UTF_8)), Fault.NOT_VIDEO, "is text");
        refused(write("playlist.mp4", ("#EXTM3U\n#EXTINF:1,\n" + clip + "\n").getBytes(UTF_8)), Fault.NOT_VIDEO,
                "playlist");
        refused(write("script.mp4", "ffconcat version 1.0\nfile good.mp4\n".getBytes(UTF_8)), Fault.NOT_VIDEO,
                "list of other files");
        refused(write("page.mp4", "<html><body>404</body></html>".getBytes(UTF_8)), Fault.NOT_VIDEO, "HTML");
        refused(write("noise.mp4", noise), Fault.NOT_VIDEO, "not a video of a known kind");
        refused(write("truncated.mp4", Arrays.copyOf(good, 3000)), Fault.TRUNCATED, "truncated MP4");
        refused(TestSound.write(folder.resolve("sound.mov")), Fault.NO_VIDEO, "no video stream");
        Path picture = folder.resolve("picture.png");
        ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        refused(picture, Fault.NOT_VIDEO, "not a video of a known kind");
    }

    @Test
    void shouldRefuseAPlaylistThatHidesBehindBinaryBytes() throws Exception {
        // Given
        Path clip = TestVideo.of(1).write(folder.resolve("secret.mp4"));
        byte[] playlist = ("#EXTM3U\n#EXTINF:1,\n" + clip + "\n\0\1\2").getBytes(UTF_8);
        // When, Then: the list of formats stands behind the look at the first bytes
        refused(write("hidden.mp4", playlist), Fault.NOT_VIDEO, "not a video of a known kind");
    }

    @Test
    void shouldSetBothListsAndEveryLimit() {
        for (OpenOptions options : OpenOptions.values()) {
            assertThat(options.header(InputLimits.LIVE))
                    .containsKeys("format_whitelist", "codec_whitelist", "probesize",
                            "analyzeduration", "max_streams")
                    .containsEntry("protocol_whitelist", "none");
        }
    }

    @Test
    void shouldEndADripOfBytesThatNeverBecomesAPacket() {
        // Given: two bytes a second on a clock that nobody has to wait for
        AtomicLong nanos = new AtomicLong();
        InterruptDeadline deadline = new InterruptDeadline(Duration.ofSeconds(5), nanos::get);
        // When
        MediaInputException refusal = catchThrowableOfType(MediaInputException.class,
                () -> MediaInput.open(new Drip(nanos), InputLimits.LIVE, deadline));
        // Then
        assertThat(refusal.fault()).isEqualTo(Fault.STALLED);
        assertThat(refusal).hasMessage("drip: gave no packet for 5 s");
        assertThat(Duration.ofNanos(nanos.get())).isLessThan(Duration.ofSeconds(7));
    }

    private Path write(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }

    private static void refused(Path file, Fault fault, String words) {
        MediaInputException refusal = catchThrowableOfType(MediaInputException.class,
                () -> MediaInputTest.open(file).close());
        assertThat(refusal).as("refusal of %s", file).isNotNull();
        assertThat(refusal.getMessage()).contains(file.getFileName().toString()).contains(words).doesNotContain("\n");
        assertThat(refusal.fault()).isEqualTo(fault);
    }

    /** The first bytes of a transport stream, two a second. */
    private static final class Drip implements InputBytes {
        private final AtomicLong nanos;
        private long given;

        Drip(AtomicLong nanos) {
            this.nanos = nanos;
        }

        @Override
        public String name() {
            return "drip";
        }

        @Override
        public int read(ByteBuffer into) {
            nanos.addAndGet(500_000_000);
            into.put(given++ % 188 == 0 ? (byte) 0x47 : 0);
            return 1;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
