package dev.telltale.faces;

import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.Packet;
import dev.telltale.schemas.WindowMark;
import dev.telltale.vision.media.TestVideo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** Four seconds of moving bars, of which something is broken: every window still gets its mark, and the mark says what is lost. */
class BrokenStreamTest {
    @TempDir
    static Path folder;

    @Test
    void shouldCountBrokenPacketsInTheWindowThatTheyBelongTo() {
        // Given key frames every 0.8 s, and noise in the packets of the second window
        List<FrameWindow> recorded = new ArrayList<>(recorded(20));
        recorded.set(1, withPackets(recorded.get(1), noise(recorded.get(1).getPackets())));

        // When
        List<WindowMark> marks = marks(recorded);

        // Then
        assertThat(marks).hasSize(4).allMatch(mark -> mark.getReason() != MarkReason.TRACKS);
        assertThat(marks.get(0).getDecodeErrors()).isZero();
        assertThat(marks.get(0).getCoverage()).isEqualTo(1);
        assertThat(marks.get(1).getDecodeErrors()).isPositive();
        assertThat(marks.get(1).getCoverage()).isLessThan(0.7f);
        assertThat(marks.get(3).getDecodeErrors()).isZero();
        assertThat(marks.get(3).getReason()).isEqualTo(MarkReason.NO_FACE);
    }

    @Test
    void shouldMarkWindowsUndecodableUntilThereIsAKeyFrame() {
        // Given a stream whose record with the only key frame is gone
        List<FrameWindow> recorded = recorded(250);

        List<WindowMark> marks = marks(recorded.subList(1, recorded.size()));

        assertThat(marks).hasSize(3).allSatisfy(mark -> {
            assertThat(mark.getReason()).isEqualTo(MarkReason.UNDECODABLE);
            assertThat(mark.getCoverage()).isZero();
        });
        assertThat(marks.getFirst().getDetail()).isEqualTo("no key frame yet");
    }

    @Test
    void shouldGoOnAtTheNextKeyFrameWhereARecordIsMissing() {
        List<FrameWindow> recorded = new ArrayList<>(recorded(20));
        recorded.set(0, withPackets(recorded.get(0), List.of()));

        List<WindowMark> marks = marks(recorded);

        assertThat(marks.get(0).getReason()).isEqualTo(MarkReason.UNDECODABLE);
        assertThat(marks.get(1).getCoverage()).isBetween(0.5f, 0.9f);
        assertThat(marks.get(2).getCoverage()).isEqualTo(1);
    }

    @Test
    void shouldSayInOneLineThatPicturesAreTooLarge() {
        FrameWindow absurd = FrameWindow.newBuilder(recorded(20).getFirst()).setWidth(16_000).setHeight(16_000).build();

        assertThat(marks(List.of(absurd))).singleElement().satisfies(mark -> {
            assertThat(mark.getReason()).isEqualTo(MarkReason.UNDECODABLE);
            assertThat(mark.getDetail()).isEqualTo("pictures of 16000 x 16000, at most 35389440 pixels are taken");
        });
    }

    private static List<FrameWindow> recorded(int gop) {
        return Recorded.windows(TestVideo.of(4).gop(gop).write(folder.resolve("bars.mp4")));
    }

    private static List<WindowMark> marks(List<FrameWindow> recorded) {
        List<WindowMark> marks = new ArrayList<>();
        try (var tools = VisionTools.withCascade(LandmarkStore.newest(folder.resolve("models")));
                var vision = new StreamVision(tools, FacesSettings.DEFAULT, FixedPlan.of("JPEG", 256), null)) {
            recorded.forEach(window -> marks.add(vision.take(window, window.getWindow()).mark()));
        }
        return marks;
    }

    private static FrameWindow withPackets(FrameWindow window, List<Packet> packets) {
        return FrameWindow.newBuilder(window).setPackets(packets).build();
    }

    /** The first bytes stay, so that each still looks like a picture. */
    private static List<Packet> noise(List<Packet> packets) {
        Random random = new Random(17);
        return packets.stream().map(packet -> {
            byte[] bytes = new byte[packet.getData().remaining()];
            random.nextBytes(bytes);
            packet.getData().duplicate().get(bytes, 0, Math.min(8, bytes.length));
            return Packet.newBuilder(packet).setData(ByteBuffer.wrap(bytes)).build();
        }).toList();
    }
}
