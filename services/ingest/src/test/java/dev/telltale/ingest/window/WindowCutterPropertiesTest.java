package dev.telltale.ingest.window;

import dev.telltale.ingest.window.CutWindow.Filled;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.TimeBase;
import dev.telltale.vision.media.WindowGrid;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

class WindowCutterPropertiesTest {

    record Scene(SimulatedVideo video, Duration window, boolean lossyTimes) {
        List<MediaPacket> packets() {
            return video.packets();
        }
    }

    @Provide
    Arbitrary<Scene> scenes() {
        Arbitrary<TimeBase> bases = Arbitraries.of(new TimeBase(1, 90_000), new TimeBase(1, 12_800),
                new TimeBase(1, 1000),
                new TimeBase(1001, 30_000), new TimeBase(1, 1_000_000_000));
        Arbitrary<SimulatedVideo> videos = Combinators.combine(Arbitraries.integers().between(1, 400),
                Arbitraries.integers().between(0, 4), Arbitraries.integers().between(1, 250),
                Arbitraries.of(true, false),
                Arbitraries.of(true, false), Arbitraries.longs().between(-1_000_000, 8_589_934_592L), bases,
                Arbitraries.longs().between(0, 1 << 20)).as(SimulatedVideo::encode);
        return Combinators.combine(videos, Arbitraries.of(500, 1280, 5000), Arbitraries.of(false))
                .as((video, window, lossy) -> new Scene(video, Duration.ofMillis(window), lossy));
    }

    @Property(tries = 400)
    void shouldPutEveryPacketIntoExactlyOneRecordInOrder(@ForAll("scenes") Scene scene) {
        List<CutWindow> windows = cut(scene);
        assertThat(windows.stream().filter(Filled.class::isInstance)
                .flatMap(window -> ((Filled) window).packets().stream()))
                .containsExactlyElementsOf(scene.packets());
    }

    @Property(tries = 400)
    void shouldNumberWindowsWithoutHolesAndEndWithTheLast(@ForAll("scenes") Scene scene) {
        List<CutWindow> windows = cut(scene);
        assertThat(windows).extracting(CutWindow::window)
                .containsExactlyElementsOf(LongStream.range(0, windows.size()).boxed().toList());
        assertThat(windows.getLast()).isInstanceOfSatisfying(Filled.class, last -> assertThat(last.last()).isTrue());
        assertThat(windows.stream().filter(window -> window instanceof Filled filled && filled.last())).hasSize(1);
    }

    @Property(tries = 400)
    void shouldLetADecoderFedUpToARecordHandOutEveryFrameOfItsWindow(@ForAll("scenes") Scene scene) {
        WindowGrid grid = grid(scene);
        SimulatedVideo.Decoder decoder = new SimulatedVideo.Decoder(scene.video().video());
        for (CutWindow window : cut(scene)) {
            List<Long> inWindow = scene.packets().stream().map(MediaPacket::pts)
                    .filter(pts -> grid.windowOf(pts) == window.window()).toList();
            if (window instanceof Filled filled) {
                decoder.feed(filled.packets(), filled.drain());
                assertThat(decoder.shown()).containsAll(inWindow);
            } else {
                assertThat(inWindow).isEmpty();
            }
        }
    }

    @Property(tries = 400)
    void shouldNameARecordFromWhoseKeyFrameTheWindowCanBeDecoded(@ForAll("scenes") Scene scene) {
        WindowGrid grid = grid(scene);
        List<CutWindow> windows = cut(scene);
        for (CutWindow window : windows) {
            if (window instanceof Filled filled) {
                List<Long> inWindow = scene.packets().stream().map(MediaPacket::pts)
                        .filter(pts -> grid.windowOf(pts) == filled.window()).toList();
                assertThat(filled.keyframeWindow()).isBetween(0L, filled.window());
                List<MediaPacket> from = windows.stream().skip(filled.keyframeWindow())
                        .filter(Filled.class::isInstance).flatMap(later -> ((Filled) later).packets().stream())
                        .toList();
                assertThat(decodableFrom(from, inWindow)).isTrue();
            }
        }
    }

    @Property(tries = 200)
    void shouldKeepDtsStrictlyRisingAndNeverAbovePts(@ForAll("scenes") Scene scene, @ForAll long seed) {
        List<MediaPacket> damaged = new ArrayList<>();
        java.util.Random random = new java.util.Random(seed);
        for (MediaPacket packet : scene.packets()) {
            damaged.add(switch (random.nextInt(4)) {
                case 0 -> packet.at(packet.pts(), MediaPacket.NO_TIME);
                case 1 -> packet.at(MediaPacket.NO_TIME, packet.dts());
                case 2 -> packet.at(MediaPacket.NO_TIME, MediaPacket.NO_TIME);
                default -> packet;
            });
        }
        List<MediaPacket> recorded = cut(
                new Scene(new SimulatedVideo(scene.video().video(), damaged), scene.window(), true))
                .stream().filter(Filled.class::isInstance).flatMap(window -> ((Filled) window).packets().stream())
                .toList();
        assertThat(recorded).hasSameSizeAs(damaged);
        for (int i = 1; i < recorded.size(); i++) {
            assertThat(recorded.get(i).dts()).isGreaterThan(recorded.get(i - 1).dts());
        }
    }

    /** From the first key frame on that is shown no later than the first of the frames, all of them are sent. */
    private static boolean decodableFrom(List<MediaPacket> packets, List<Long> frames) {
        long first = frames.stream().min(Long::compare).orElse(Long.MAX_VALUE);
        for (int i = 0; i < packets.size(); i++) {
            if (packets.get(i).key() && packets.get(i).pts() <= first) {
                return packets.subList(i, packets.size()).stream().map(MediaPacket::pts).toList().containsAll(frames);
            }
        }
        return false;
    }

    private static WindowGrid grid(Scene scene) {
        long origin = scene.packets().stream().mapToLong(MediaPacket::pts).min().orElseThrow();
        return new WindowGrid(scene.video().video().timeBase(), origin, scene.window());
    }

    private static List<CutWindow> cut(Scene scene) {
        WindowCutter cutter = WindowCutter.starting(scene.video().video(), scene.window());
        List<CutWindow> windows = new ArrayList<>();
        scene.packets().forEach(packet -> windows.addAll(cutter.add(packet)));
        windows.addAll(cutter.finish());
        if (!scene.lossyTimes()) {
            assertThat(cutter.lateFrames()).isZero();
            assertThat(cutter.grid().origin()).isEqualTo(grid(scene).origin());
        }
        return windows;
    }
}
