package dev.telltale.ingest.worker;

import dev.telltale.vision.colour.ColourTags;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.CodedVideo.SampleAspect;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.PacketSource;
import dev.telltale.vision.media.TimeBase;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** A picture a second, numbered by pts, a key frame at every tenth; at 15 another size. */
class ReadAheadTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final int CHANGE = 15;

    private int bytesEach = 1;
    private int keyEvery = 10;
    private Instant now = START;

    @Test
    void shouldGiveWhatCameSinceTheLastKeyFrameThatSomebodyElseHasRecorded() throws Exception {
        ReadAhead ahead = after(28);

        ahead.forgetBefore(START.plusSeconds(19));

        assertThat(next(ahead, 20)).first().isEqualTo(10L);
        assertThat(next(ahead, 3)).as("and goes on without a seam").containsExactly(30L, 31L, 32L);
    }

    @Test
    void shouldGiveAllThatItHasWhereNothingOfItHasBeenRecorded() throws Exception {
        ReadAhead ahead = after(12);

        ahead.forgetBefore(START.minusSeconds(60));

        assertThat(next(ahead, 2)).containsExactly(0L, 1L);
    }

    @Test
    void shouldSayOfEachPacketWhatItIs() throws Exception {
        ReadAhead ahead = after(18);

        assertThat(ahead.video().width()).isEqualTo(64);
        next(ahead, CHANGE);
        assertThat(ahead.video().width()).isEqualTo(64);
        next(ahead, 1);
        assertThat(ahead.video().width()).isEqualTo(128);
    }

    @Test
    void shouldForgetWhatIsTooOldByWholeGroups() throws Exception {
        assertThat(next(after(25), 1)).containsExactly(10L);
    }

    @Test
    void shouldForgetWhatIsTooMuchByWholeGroups() throws Exception {
        bytesEach = 1 << 20;

        assertThat(next(after(18), 1)).containsExactly(10L);
    }

    @Test
    void shouldKeepNothingOfAGroupThatIsTooLarge() throws Exception {
        bytesEach = 1 << 20;
        keyEvery = 1000;

        ReadAhead ahead = after(17);

        assertThat(next(ahead, 1)).as("all has gone, the next is what comes").containsExactly(17L);
    }

    private ReadAhead after(int packets) throws Exception {
        ReadAhead ahead = new ReadAhead(new Seconds(), new InterruptDeadline(Duration.ofSeconds(10)), () -> now);
        for (int i = 0; i < packets; i++) {
            assertThat(ahead.keepNext()).isTrue();
        }
        return ahead;
    }

    private static List<Long> next(ReadAhead ahead, int count) throws Exception {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MediaPacket packet = ahead.read();
            assertThat(packet).isNotNull();
            times.add(packet == null ? -1 : packet.pts());
        }
        return times;
    }

    private final class Seconds implements PacketSource {
        private int sent;

        @Override
        public CodedVideo video() {
            return new CodedVideo("sim", ByteBuffer.allocate(0), new TimeBase(1, 1), sent <= CHANGE ? 64 : 128, 64, 0,
                    SampleAspect.SQUARE, ColourTags.NONE, 0, 0, 1);
        }

        @Override
        public Optional<Duration> duration() {
            return Optional.empty();
        }

        @Override
        public @Nullable MediaPacket read() {
            now = START.plusSeconds(sent);
            MediaPacket packet = new MediaPacket(sent, sent, 1, sent % keyEvery == 0, ByteBuffer.allocate(bytesEach));
            sent++;
            return packet;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
