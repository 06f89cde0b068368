package dev.telltale.ingest.worker;

import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.TimeBase;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ResumePointTest {
    private static final TimeBase MILLIS = new TimeBase(1, 1000);

    @Test
    void shouldPassOnFromTheLastKeyFrameBeforeThePoint() {
        // Given
        ResumePoint point = new ResumePoint(2_500_000);
        List<Long> passed = new ArrayList<>();
        // When: a key frame each second
        for (long time = 0; time < 4000; time += 100) {
            point.pass(new MediaPacket(time, time, 100, time % 1000 == 0, ByteBuffer.allocate(1)), MILLIS)
                    .forEach(packet -> passed.add(packet.pts()));
            assertThat(point.isReached()).isEqualTo(time >= 2500);
        }
        // Then
        assertThat(passed).first().isEqualTo(2000L);
        assertThat(passed).hasSize(20).isSorted();
    }
}
