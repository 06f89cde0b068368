package dev.telltale.ingest.window;

import dev.telltale.vision.colour.ColourTags;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.CodedVideo.SampleAspect;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.TimeBase;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class EpochBoundaryTest {
    private final EpochBoundary boundary = new EpochBoundary(Duration.ofSeconds(10));

    @BeforeEach
    void shouldTakeTheFirstPacketOfAnEpoch() {
        assertThat(boundary.crossing(packet(5000), video("h264", 320, 1))).isEmpty();
    }

    @Test
    void shouldStayWithinDisorderAndHoles() {
        assertThat(boundary.crossing(packet(4100), video("h264", 320, 1))).isEmpty();
        assertThat(boundary.crossing(packet(14_000), video("h264", 320, 1))).isEmpty();
        assertThat(boundary.crossing(packet(MediaPacket.NO_TIME), video("h264", 320, 1))).isEmpty();
    }

    @Test
    void shouldSayWhyAnEpochEnds() {
        assertThat(boundary.crossing(packet(15_001), video("h264", 320, 1)))
                .hasValue("timestamps jumped forward by 10.001s");
        assertThat(boundary.crossing(packet(1600), video("h264", 320, 1))).hasValue("timestamps jumped back by 3.4s");
        assertThat(boundary.crossing(packet(5040), video("hevc", 320, 1))).hasValue("codec changed from h264 to hevc");
        assertThat(boundary.crossing(packet(5040), video("h264", 640, 1)))
                .hasValue("picture size changed from 320 x 240 to 640 x 240");
        assertThat(boundary.crossing(packet(5040), video("h264", 320, 2))).hasValue("codec headers changed");
    }

    private static MediaPacket packet(long time) {
        return new MediaPacket(time, time, 40, false, ByteBuffer.allocate(1));
    }

    private static CodedVideo video(String codec, int width, int headers) {
        return new CodedVideo(codec, ByteBuffer.wrap(new byte[]{(byte) headers}), new TimeBase(1, 1000), width, 240, 0,
                SampleAspect.SQUARE, ColourTags.NONE, 0, 0, 40);
    }
}
