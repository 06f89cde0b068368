package dev.telltale.ingest.worker;

import dev.telltale.vision.colour.ColourTags;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.CodedVideo.SampleAspect;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.TimeBase;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ResumePointTest {
    /** A key frame as such. */
    private static final String INSTANT = "0000000165888400";
    /** A recovery point of intra refresh: whole pictures after eight more; ue(8) is 0001001. */
    private static final String STRIPES = "00000001060601128000000001419a2400";
    private static final String OTHER = "00000001419a2400";

    @Test
    void shouldPassOnFromTheLastKeyFrameBeforeThePoint() {
        // When: a key frame each second
        List<Long> passed = passedFrom(INSTANT, 2500);
        // Then
        assertThat(passed).first().isEqualTo(2000L);
        assertThat(passed).hasSize(20).isSorted();
    }

    @Test
    void shouldBeginEarlierWhereTheLastKeyFrameShowsNoWholePictureBeforeThePoint() {
        assertThat(passedFrom(STRIPES, 2500)).first().isEqualTo(1000L);
        assertThat(passedFrom(STRIPES, 2800)).first().isEqualTo(2000L);
    }

    /** Times of the packets that are passed on of a recording of four seconds, ten pictures each. */
    private static List<Long> passedFrom(String key, long millis) {
        ResumePoint point = new ResumePoint(millis * 1000);
        CodedVideo video = new CodedVideo("h264", ByteBuffer.allocate(0), new TimeBase(1, 1000), 64, 64, 0,
                SampleAspect.SQUARE, ColourTags.NONE, 0, 0, 100);
        List<Long> passed = new ArrayList<>();
        for (long time = 0; time < 4000; time += 100) {
            boolean isKey = time % 1000 == 0;
            byte[] data = HexFormat.of().parseHex(isKey ? key : OTHER);
            point.pass(new MediaPacket(time, time, 100, isKey, ByteBuffer.wrap(data)), video)
                    .forEach(packet -> passed.add(packet.pts()));
            assertThat(point.isReached()).isEqualTo(time >= millis);
        }
        return passed;
    }
}
