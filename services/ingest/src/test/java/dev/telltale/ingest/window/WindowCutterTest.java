package dev.telltale.ingest.window;

import dev.telltale.ingest.window.CutWindow.Empty;
import dev.telltale.ingest.window.CutWindow.Filled;
import dev.telltale.vision.colour.ColourTags;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.CodedVideo.SampleAspect;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.TimeBase;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

class WindowCutterTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final CodedVideo PLAIN = video(0);
    private static final CodedVideo REORDERED = video(1);

    @Test
    void shouldCloseARecordAtTheFirstPacketPastItsEndByTheReorderDelay() {
        // Given
        WindowCutter plain = WindowCutter.starting(PLAIN, SECOND);
        WindowCutter reordered = WindowCutter.starting(REORDERED, SECOND);
        // When
        List<Long> closedPlain = closingTimes(plain);
        List<Long> closedReordered = closingTimes(reordered);
        // Then
        assertThat(closedPlain).containsExactly(1000L, 2000L);
        assertThat(closedReordered).containsExactly(1040L, 2040L);
    }

    @Test
    void shouldMarkWindowsWithoutFramesOnceTheSourceGoesOn() {
        // Given
        WindowCutter cutter = WindowCutter.starting(PLAIN, SECOND);
        cutter.add(packet(0, true));
        // When
        List<CutWindow> closed = cutter.add(packet(3500, false));
        // Then
        assertThat(closed).hasSize(3).element(0).isInstanceOf(Filled.class);
        assertThat(closed.subList(1, 3)).containsExactly(new Empty(1), new Empty(2));
        assertThat(cutter.next()).isEqualTo(3);
    }

    @Test
    void shouldDrainBeforeARecordWhosePacketsWereAllRecorded() {
        // Given: the last frame belongs to window 1 but is sent before the last of window 0
        WindowCutter cutter = WindowCutter.starting(video(2), SECOND);
        cutter.add(new MediaPacket(920, 840, 40, true, bytes()));
        cutter.add(new MediaPacket(1000, 880, 40, false, bytes()));
        cutter.add(new MediaPacket(960, 920, 40, false, bytes()));
        WindowCutter early = WindowCutter.startingAt(video(2), SECOND, 0);
        List.of(new MediaPacket(920, 840, 40, true, bytes()), new MediaPacket(1000, 880, 40, false, bytes()),
                new MediaPacket(960, 920, 40, false, bytes())).forEach(early::add);
        // When
        List<CutWindow> closed = early.finish();
        // Then
        assertThat(closed).hasSize(2);
        Filled first = (Filled) closed.getFirst();
        Filled second = (Filled) closed.getLast();
        assertThat(first.packets()).hasSize(3);
        assertThat(first.drain()).isTrue();
        assertThat(first.last()).isFalse();
        assertThat(second.packets()).isEmpty();
        assertThat(second.last()).isTrue();
        assertThat(second.keyframeWindow()).isZero();
    }

    @Test
    void shouldRecordWhatLiesBeforeTheOriginWithoutCountingIt() {
        // Given
        WindowCutter cutter = WindowCutter.startingAt(PLAIN, SECOND, 10_000);
        // When
        List<CutWindow> closed = new ArrayList<>();
        LongStream.iterate(8000, time -> time <= 11_000, time -> time + 40)
                .forEach(time -> closed.addAll(cutter.add(packet(time, time == 8000))));
        // Then
        assertThat(closed).hasSize(1);
        Filled first = (Filled) closed.getFirst();
        assertThat(first.window()).isZero();
        assertThat(first.packets().getFirst().pts()).isEqualTo(8000);
        assertThat(first.packets().getLast().pts()).isEqualTo(10_960);
        assertThat(cutter.grid().origin()).isEqualTo(10_000);
    }

    @Test
    void shouldSetBackDecodingTimesThatPassPresentationTimesInsteadOfMovingPictures() {
        // Given: a muxer that writes dts 100 above pts
        WindowCutter cutter = WindowCutter.starting(PLAIN, SECOND);
        List<MediaPacket> sent = LongStream.range(0, 40)
                .mapToObj(i -> new MediaPacket(i * 40, i * 40 + 100, 40, i == 0, bytes())).toList();
        // When
        List<CutWindow> closed = new ArrayList<>();
        sent.forEach(packet -> closed.addAll(cutter.add(packet)));
        closed.addAll(cutter.finish());
        // Then
        List<MediaPacket> recorded = closed.stream().flatMap(window -> ((Filled) window).packets().stream()).toList();
        assertThat(recorded).extracting(MediaPacket::pts)
                .containsExactlyElementsOf(sent.stream().map(MediaPacket::pts).toList());
        assertThat(recorded).allMatch(packet -> packet.dts() == packet.pts());
        assertThat(cutter.lateFrames()).isZero();
    }

    private static List<Long> closingTimes(WindowCutter cutter) {
        return LongStream.rangeClosed(0, 60).map(i -> i * 40)
                .filter(time -> !cutter.add(packet(time, time == 0)).isEmpty()).boxed().toList();
    }

    private static CodedVideo video(int reorder) {
        return new CodedVideo("sim", ByteBuffer.allocate(0), new TimeBase(1, 1000), 64, 64, 0, SampleAspect.SQUARE,
                ColourTags.NONE,
                reorder,
                reorder * 40L, 40);
    }

    private static MediaPacket packet(long time, boolean key) {
        return new MediaPacket(time, time, 40, key, bytes());
    }

    private static ByteBuffer bytes() {
        return ByteBuffer.allocate(4);
    }
}
