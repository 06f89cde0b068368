package dev.telltale.vision.media;

import dev.telltale.vision.Affine;
import dev.telltale.vision.CropSampler;
import dev.telltale.vision.Picture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A bar that moves over standing detail, taken at 50 fields a second and coded in 25 interlaced frames, comes out as it was
 * when the first field of each frame was taken.
 */
class InterlacedTest {
    private static final int FRAMES = 8;
    /** What codecs leave of a difference, mean over the picture, grey levels. Combs of the bar alone make 3.7. */
    private static final double NEAR = 2.2;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            1080i HD, upper first  | 192x108 | top    | yuv420p     | libx264 -qp 12 -flags +ildct+ilme -x264opts tff=1:bframes=2 | ts
            studio, 4:2:2 10 bits  | 192x108 | top    | yuv422p10le | libx264 -qp 12 -flags +ildct+ilme -x264opts tff=1           | ts
            MPEG-2, upper first    | 192x108 | top    | yuv420p     | mpeg2video -q:v 1 -qmin 1 -flags +ildct+ilme -top 1 -bf 2           | ts
            MPEG-2, lower first    | 192x108 | bottom | yuv420p     | mpeg2video -q:v 1 -qmin 1 -flags +ildct+ilme -top 0                 | ts
            ProRes of a camera     | 192x108 | top    | yuv422p10le | prores_ks -flags +ildct+ilme -top 1                         | mov
            DV, lower first        | 720x576 | bottom | yuv420p     | dvvideo                                                     | avi
            """)
    void shouldShowTheFirstField(String name, String size, String first, String pixels, String encoder,
            String container) throws Exception {
        // Given
        Scene scene = Scene.of(size);
        Path clip = TestFfmpeg.make(folder.resolve("clip." + container), scene.input(folder.resolve("raw"))
                + " -vf tinterlace=interleave_" + first + ",setfield=" + (first.equals("top") ? "tff" : "bff")
                + ",format=" + pixels + " -c:v " + encoder);

        // When
        List<Seen> seen = look(clip, scene);

        // Then
        assertThat(seen).as(name).hasSize(FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            assertThat(seen.get(i).micros()).isEqualTo(seen.getFirst().micros() + 40_000L * i);
            assertThat(scene.difference(seen.get(i).grey(), 2 * i)).as("%s, frame %s", name, i).isLessThan(NEAR);
            assertThat(scene.difference(seen.get(i).grey(), 2 * i + 1)).as("the second field").isGreaterThan(2 * NEAR);
        }
    }

    /** HEVC has no interlaced frames, only fields: each comes out as a picture of its own, as high as the frame. */
    @Test
    void shouldShowEveryFieldOfHevcAtItsFullHeight() throws Exception {
        // Given
        Scene scene = Scene.of("192x128");
        Path clip = TestFfmpeg.make(folder.resolve("clip.ts"), scene.input(folder.resolve("raw"))
                + " -vf separatefields,select=not(mod(n\\,4))+not(mod(n-3\\,4)),setpts=N/50/TB -r 50 -pix_fmt yuv420p"
                + " -c:v libx265 -x265-params log-level=error:qp=12:interlace=tff");

        // When
        List<Seen> seen = look(clip, scene);

        // Then
        assertThat(seen).hasSize(2 * FRAMES);
        for (int i = 0; i < seen.size(); i++) {
            assertThat(seen.get(i).micros()).isEqualTo(20_000L * i);
            assertThat(scene.barDifference(seen.get(i).grey(), i)).as("field %s", i).isLessThan(NEAR);
        }
    }

    /** 25 pictures a second sent as 1080i, as most drama is: nothing to mend, and nothing may be lost. */
    @Test
    void shouldLeaveProgressivePicturesThatAreCalledInterlacedAsTheyAre() throws Exception {
        // Given
        Scene scene = Scene.of("192x108");
        Path clip = TestFfmpeg.make(folder.resolve("clip.ts"), scene.input(folder.resolve("raw"))
                + " -vf setfield=tff -r 50 -pix_fmt yuv420p -c:v libx264 -qp 12 -flags +ildct+ilme -x264opts tff=1");

        // When
        List<Seen> seen = look(clip, scene);

        // Then
        assertThat(seen).hasSize(2 * FRAMES);
        for (int i = 0; i < seen.size(); i++) {
            assertThat(scene.difference(seen.get(i).grey(), i)).isLessThan(NEAR);
        }
    }

    /** What a picture is made of must not depend on where decoding began. */
    @Test
    void shouldShowTheSamePicturesWhereverDecodingBegins() throws Exception {
        // Given
        Scene scene = Scene.of("192x108");
        Path clip = TestFfmpeg.make(folder.resolve("clip.ts"), scene.input(folder.resolve("raw"))
                + " -vf tinterlace=interleave_top,setfield=tff -pix_fmt yuv420p -c:v mpeg2video -q:v 2 -g 4 -sc_threshold 1000000000 -flags +ildct+ilme+cgop");
        Clip whole = Clip.read(clip);
        List<MediaPacket> packets = whole.packets();
        int key = FRAMES / 2;
        assertThat(packets.get(key).key()).isTrue();

        // When
        List<Seen> all = look(whole, scene);
        List<Seen> later = look(new Clip(whole.video(), packets.subList(key, packets.size())), scene);

        // Then
        assertThat(later).hasSize(FRAMES - key);
        for (int i = 0; i < later.size(); i++) {
            assertThat(later.get(i).grey()).isEqualTo(all.get(key + i).grey());
        }
    }

    private static List<Seen> look(Path clip, Scene scene) {
        return look(Clip.read(clip), scene);
    }

    private static List<Seen> look(Clip clip, Scene scene) {
        List<Seen> seen = new ArrayList<>();
        DecodeCounts counts = clip.decode(DecoderLimits.DEFAULT,
                picture -> seen.add(new Seen(picture.time().micros(), scene.grey(picture))));
        assertThat(counts.lost()).isZero();
        return seen;
    }

    private record Seen(long micros, ByteBuffer grey) {}

    /** Standing detail, and a bar that is somewhere else in every field. */
    private record Scene(int width, int height) {
        static Scene of(String size) {
            String[] sides = size.split("x", 2);
            return new Scene(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        }

        int level(int x, int y, int field) {
            int from = width * (1 + field) / 20;
            if (y < height / 2 && x >= from && x < from + width / 8) {
                return 210;
            }
            // Below, lines of two rows and slanted stripes: weaving keeps them, interpolation would not.
            boolean bright = x < width / 2 ? y % 4 < 2 : (x + y) % 16 < 8;
            return y >= height / 2 && bright ? 160 : 60;
        }

        /** Writes all fields as whole pictures, and returns ffmpeg's arguments to read them. */
        String input(Path raw) throws IOException {
            try (OutputStream out = Files.newOutputStream(raw)) {
                for (int field = 0; field < 2 * FRAMES; field++) {
                    byte[] picture = new byte[width * height];
                    for (int i = 0; i < picture.length; i++) {
                        picture[i] = (byte) level(i % width, i / width, field);
                    }
                    out.write(picture);
                }
            }
            return "-f rawvideo -pix_fmt gray -s " + width + "x" + height + " -r 50 -i " + raw;
        }

        ByteBuffer grey(Picture picture) {
            byte[] grey = new byte[width * height];
            try (CropSampler sampler = new CropSampler()) {
                assertThat(picture.height()).isEqualTo(height);
                double kx = (double) picture.width() / width;
                sampler.gray(picture, new Affine(kx, 0, 0, 0, 1, 0), width, height, grey);
            }
            return ByteBuffer.wrap(grey);
        }

        /** Mean difference from the scene at the time of a field. */
        double difference(ByteBuffer grey, int field) {
            return difference(grey, field, width * height);
        }

        /** The same in the upper half, where one field says it all. */
        double barDifference(ByteBuffer grey, int field) {
            return difference(grey, field, width * (height / 2 - 2));
        }

        private double difference(ByteBuffer grey, int field, int pixels) {
            long sum = 0;
            for (int i = 0; i < pixels; i++) {
                sum += Math.abs((grey.get(i) & 0xff) - level(i % width, i / width, field));
            }
            return (double) sum / pixels;
        }
    }
}
