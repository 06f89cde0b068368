package dev.telltale.vision.media;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Containers whose times are as far as a number can be. */
class ExtremeTimesTest {
    private static final long CENTURY = 36_500L * 86_400;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE / 2, Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MIN_VALUE / 2,
        -1, 1L << 56, 1L << 53, 200_000_000_000_000_000L, 1_000_000_000_000_000L})
    void shouldGiveTimesThatCanBeReckonedWithOrNone(long time) throws Exception {
        for (int fragment = 0; fragment < 2; fragment++) {
            // Given a clip of which one fragment claims to begin at that time
            Path file = fragments(time, fragment);

            // When
            List<MediaPacket> read = new ArrayList<>();
            try (MediaInput input = MediaInput.open(FileBytes.open(file), InputLimits.LIVE,
                    new InterruptDeadline(Duration.ofSeconds(10)))) {
                for (MediaPacket packet = input.read(); packet != null; packet = input.read()) {
                    read.add(packet);
                }
                assertThat(input.duration().map(Duration::toSeconds).orElse(0L)).isLessThanOrEqualTo(CENTURY);
            } catch (MediaInputException refused) {
                assertThat(refused.getMessage()).doesNotContain("\n");
            }

            // Then
            assertThat(read).allSatisfy(packet -> {
                TimeBase base = new TimeBase(1, 12_800);
                for (long one : List.of(packet.pts(), packet.dts())) {
                    assertThat(one == MediaPacket.NO_TIME || Math.abs(base.toMicros(one)) <= CENTURY * 1_000_000)
                            .as("%s", one).isTrue();
                }
                assertThat(packet.duration()).isBetween(0L, 86_400L * 12_800);
            });
        }
    }

    @Test
    void shouldBelieveAClockThatCountsFrom1970InAnyUnit() {
        for (int den : new int[]{1, 25, 1000, 90_000, 1_000_000, 1_000_000_000, Integer.MAX_VALUE}) {
            TimeBase base = new TimeBase(1, den);
            long now = Rescale.floor(1_795_000_000L, den, 1);
            boolean fits = now < 1L << 60;
            assertThat(new PlausibleTimes(base).time(now)).as("1/%s", den).isEqualTo(fits ? now : MediaPacket.NO_TIME);
            assertThat(new PlausibleTimes(base).time(MediaPacket.NO_TIME)).isEqualTo(MediaPacket.NO_TIME);
            assertThat(new PlausibleTimes(base).length(Long.MAX_VALUE)).isZero();
            assertThat(new PlausibleTimes(base).length(1)).isOne();
        }
    }

    private Path fragments(long time, int fragment) throws Exception {
        byte[] bytes = Files.readAllBytes(TestVideo.of(2).gop(25).movflags("frag_keyframe+empty_moov")
                .write(folder.resolve("fragments.mp4")));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("tfdt");
        for (int i = 0; i < fragment; i++) {
            at = text.indexOf("tfdt", at + 1);
        }
        assertThat(at).isPositive();
        assertThat(bytes[at + 4]).as("a time of 64 bits").isOne();
        ByteBuffer.wrap(bytes).putLong(at + 8, time);
        return Files.write(folder.resolve("extreme.mp4"), bytes);
    }
}
