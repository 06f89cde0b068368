package dev.telltale.ingest.worker;

import dev.telltale.ingest.worker.Sent.Epoch;
import dev.telltale.ingest.worker.Sent.Shown;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkReason;
import dev.telltale.vision.media.TestFfmpeg;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * One clip of each kind that broadcasters, browsers, cameras and telephones send, from the file through ingest's records to the
 * pictures of a decoder. Each picture is of one grey that says which it is, so a picture at another's time is found out.
 */
class AsSentTest {
    /** The grey of picture n. */
    private static final String PAINT = "geq=lum='40+5*mod(N,32)':cb=128:cr=128";
    private static final int CYCLE = 32;
    private static final int TOLERANCE = 2;

    @TempDir
    Path folder;

    /**
     * Columns: what it is; pictures a second; ffmpeg's arguments, those of parts that are joined parted by +; file; then what must
     * come out, epochs parted by +: pictures, number of the first one, windows with pictures, windows without, size, shortest and
     * longest time from one picture to the next in milliseconds.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            H.264, B-pyramid       | 25  | -t 4 -c:v libx264 -qp 4 -x264opts b-pyramid=normal:bframes=7:b-adapt=0                     | ts   | 100   | 0  | 4   | 0 | 128x96 | 40-40
            H.264, B-pyramid       | 25  | -t 4 -c:v libx264 -qp 4 -x264opts b-pyramid=normal:bframes=7:b-adapt=0                     | mp4  | 100   | 0  | 4   | 0 | 128x96 | 40-40
            HEVC, B-pyramid        | 25  | -t 4 -c:v libx265 -x265-params log-level=error:qp=4:bframes=4:b-pyramid=1                  | mp4  | 100   | 0  | 4   | 0 | 128x96 | 40-40
            HEVC, open groups      | 25  | -t 4 -c:v libx265 -x265-params log-level=error:qp=4:bframes=4:keyint=25:open-gop=1         | ts   | 100   | 0  | 4   | 0 | 128x96 | 40-40
            MPEG-2, B-frames       | 25  | -t 4 -c:v mpeg2video -q:v 2 -bf 2 -g 12                                                    | ts   | 100   | 0  | 4   | 0 | 128x96 | 40-40
            MPEG-2, DVD            | 25  | -t 4 -c:v mpeg2video -q:v 2 -bf 2 -g 12 -s 720x576                              | mpg  | 100   | 0  | 4   | 0 | 768x576 | 40-40
            MPEG-4, B-frames       | 25  | -t 4 -c:v mpeg4 -q:v 2 -bf 2                                                               | mp4  | 100   | 0  | 4   | 0 | 128x96 | 40-40
            MPEG-4, AVI, B-frames  | 25  | -t 4 -c:v mpeg4 -q:v 2 -bf 2                                                               | avi  | 100   | 0  | 4   | 0 | 128x96 | 40-40
            MPEG-4, AVI            | 25  | -t 4 -c:v mpeg4 -q:v 2                                                                     | avi  | 100   | 0  | 4   | 0 | 128x96 | 40-40
            MJPEG                  | 25  | -t 2 -c:v mjpeg -q:v 2                                                                     | avi  | 50    | 0  | 2   | 0 | 128x96 | 40-40
            FLV                    | 25  | -t 2 -c:v libx264 -qp 4 -bf 2                                                              | flv  | 50    | 0  | 2   | 0 | 128x96 | 40-40
            VP8                    | 25  | -t 2 -c:v libvpx -deadline realtime -b:v 1M                                                | webm | 50    | 0  | 2   | 0 | 128x96 | 40-40
            VP9, hidden frames     | 25  | -t 2 -c:v libvpx-vp9 -cpu-used 8 -b:v 1M -lag-in-frames 16 -auto-alt-ref 1                 | webm | 50    | 0  | 2   | 0 | 128x96 | 40-40
            AV1                    | 25  | -t 2 -c:v libaom-av1 -cpu-used 8 -b:v 1M                                                   | mp4  | 50    | 0  | 2   | 0 | 128x96 | 40-40
            MediaRecorder          | 30  | -t 4 -vf select='not(between(n,30,50))*not(eq(mod(n,7),3))' -vsync vfr -c:v libvpx -deadline realtime -b:v 1M -enc_time_base 1:1000 -live 1 | webm | 85 | 0 | 4 | 0 | 128x96 | 33-734
            MediaRecorder, H.264   | 30  | -t 4 -vf select='not(eq(mod(n,7),3))',settb=1/1000,setpts='PTS+mod(N*7,11)' -vsync vfr -r 1000 -c:v libx264 -qp 4 -bf 3 | mkv | 103 | 0 | 4 | 0 | 128x96 | 23-80
            call of 6 a second     | 6   | -t 4 -c:v libvpx -deadline realtime -b:v 1M                                                | webm | 24    | 0  | 3   | 0 | 128x96 | 166-167
            telephone, 120 a second | 120 | -t 2 -c:v libx264 -qp 4                                                                   | mov  | 240   | 0  | 2   | 0 | 128x96 | 8-9
            intra refresh          | 25  | -t 4 -c:v libx264 -qp 4 -s 640x96 -x264opts intra-refresh=1:keyint=25:bframes=0            | ts   | 100   | 0  | 4   | 0 | 640x96 | 40-40
            intra refresh, MP4     | 25  | -t 4 -s 640x96 -c:v libx264 -qp 4 -x264opts intra-refresh=1:keyint=25:bframes=0            | mp4  | 100   | 0  | 4   | 0 | 640x96 | 40-40
            one key frame a minute | 25  | -t 62 -c:v libx264 -preset ultrafast -qp 4 -x264opts keyint=1500:min-keyint=1500:scenecut=0 | mkv | 1550  | 0  | 49  | 0 | 128x96 | 40-40
            VP8, size changes      | 25  | -t 2 -c:v libvpx -deadline realtime -b:v 1M + -t 2 -s 64x48 -c:v libvpx -deadline realtime -b:v 1M | webm | 50+50 | 0+0 | 2+2 | 0 | 128x96+64x48 | 40-40
            VP9, size changes      | 25  | -t 2 -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 1M + -t 2 -s 64x48 -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 1M | webm | 50+50 | 0+0 | 2+2 | 0 | 128x96+64x48 | 40-40
            AV1, size changes      | 25  | -t 2 -c:v libaom-av1 -usage realtime -cpu-used 8 -b:v 1M + -t 2 -s 64x48 -c:v libaom-av1 -usage realtime -cpu-used 8 -b:v 1M | webm | 50+50 | 0+0 | 2+2 | 0 | 128x96+64x48 | 40-40
            H.264, size changes    | 25  | -t 2 -c:v libx264 -qp 4 -bf 2 + -t 2 -s 64x48 -c:v libx264 -qp 4 -bf 2                     | ts   | 50+50 | 0+0 | 2+2 | 0 | 128x96+64x48 | 40-40
            HEVC, size changes     | 25  | -t 2 -c:v libx265 -x265-params log-level=error:qp=4 + -t 2 -s 64x48 -c:v libx265 -x265-params log-level=error:qp=4 | ts | 50+50 | 0+0 | 2+2 | 0 | 128x96+64x48 | 40-40
            MPEG-2, size changes   | 25  | -t 2 -c:v mpeg2video -q:v 2 -bf 2 + -t 2 -s 64x48 -c:v mpeg2video -q:v 2 -bf 2             | ts   | 50+50 | 0+0 | 2+2 | 0 | 128x96+64x48 | 40-40
            PTS wraps              | 25  | -t 6 -c:v libx264 -qp 4 -g 25 -bf 2 -output_ts_offset 95440                                | ts   | 150   | 0  | 5   | 0 | 128x96 | 40-40
            gap of 5 s             | 25  | -t 9 -vf select='not(between(t,2,7))' -vsync vfr -c:v libx264 -qp 4                        | ts   | 99    | 0  | 5   | 3 | 128x96 | 40-5080
            jump of 20 s           | 25  | -t 24 -vf select='not(between(t,2,22))' -vsync vfr -c:v libx264 -qp 4 -g 25 -bf 0 -x264opts scenecut=0 -force_key_frames 22 | ts | 50+49 | 0+551 | 2+2 | 0 | 128x96+128x96 | 40-40
            """)
    void shouldComeOutAsItWasTaken(String what, double rate, String arguments, String container, String pictures,
            String first, String windows, int empty, String sizes, String steps) throws Exception {
        // Given
        Path clip = make(rate, arguments, container);

        // When
        List<Epoch> epochs = Sent.of(clip);

        // Then
        List<List<Shown>> shown = epochs.stream().map(Epoch::shown).toList();
        assertThat(joined(shown, List::size)).as("pictures").isEqualTo(pictures);
        assertThat(joined(epochs, epoch -> epoch.windows().size())).as("windows").isEqualTo(windows);
        assertThat(epochs.stream().flatMap(epoch -> epoch.marks().stream())
                .filter(mark -> mark != MarkReason.EPOCH_END).count()).as("windows without pictures").isEqualTo(empty);
        assertThat(shown.stream().map(epoch -> epoch.stream().map(one -> one.width() + "x" + one.height()).distinct()
                .collect(Collectors.joining("/"))).collect(Collectors.joining("+"))).as("sizes").isEqualTo(sizes);
        for (int i = 0; i < epochs.size(); i++) {
            checkTimes(shown.get(i), rate, Integer.parseInt(first.split("\\+", -1)[i]), steps.split("-", 2));
            checkTakenUp(epochs.get(i), shown.get(i));
        }
    }

    private static void checkTimes(List<Shown> shown, double rate, int first, String[] steps) {
        assertThat(shown.getFirst().micros()).as("the first picture's time").isZero();
        for (int i = 0; i < shown.size(); i++) {
            Shown one = shown.get(i);
            long number = first + Math.round(one.micros() * rate / 1e6);
            // Limited range: 219 steps of luma become 255.
            long level = Math.round((40 + 5 * (number % CYCLE) - 16) * 255.0 / 219);
            assertThat((long) one.level()).as("picture %s at %s µs", number, one.micros()).isCloseTo(level,
                    within((long) TOLERANCE));
            if (i > 0) {
                assertThat((one.micros() - shown.get(i - 1).micros()) / 1000).as("step to picture %s", i)
                        .isBetween(Long.parseLong(steps[0]), Long.parseLong(steps[1]));
            }
        }
    }

    /** A worker that takes a window up, from the record named there, sees the same pictures. */
    private static void checkTakenUp(Epoch epoch, List<Shown> shown) {
        for (int w = 1; w < epoch.windows().size(); w += Math.max(1, epoch.windows().size() / 4)) {
            FrameWindow window = epoch.windows().get(w);
            int record = 0;
            while (epoch.windows().get(record).getWindow() < window.getKeyframeWindow()) {
                record++;
            }
            List<Shown> rest = shown.stream()
                    .filter(one -> one.micros() >= window.getWindow() * window.getWindowMillis() * 1000L).toList();
            assertThat(epoch.shownFrom(record, window.getWindow())).as("from window %s on", window.getWindow())
                    .isEqualTo(rest);
        }
    }

    private Path make(double rate, String arguments, String container) throws Exception {
        List<Path> parts = new ArrayList<>();
        for (String part : arguments.split(" \\+ ", -1)) {
            String source = " -f lavfi -i nullsrc=s=128x96:r=" + rate + "," + PAINT;
            parts.add(TestFfmpeg.make(folder.resolve("part" + parts.size() + "." + container), source + " " + part));
        }
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        Path list = Files.writeString(folder.resolve("parts.txt"),
                parts.stream().map(part -> "file '" + part + "'\n").collect(Collectors.joining()));
        return TestFfmpeg.make(folder.resolve("joined." + container), "-f concat -safe 0 -i " + list + " -c copy");
    }

    private static <T> String joined(List<T> epochs, ToIntFunction<T> count) {
        return epochs.stream().map(epoch -> Integer.toString(count.applyAsInt(epoch)))
                .collect(Collectors.joining("+"));
    }
}
