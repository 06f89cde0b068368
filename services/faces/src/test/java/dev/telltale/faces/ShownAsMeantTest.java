package dev.telltale.faces;

import dev.telltale.schemas.FaceCrop;
import dev.telltale.schemas.FaceSlot;
import dev.telltale.schemas.FaceWindow;
import dev.telltale.vision.Affine;
import dev.telltale.vision.CropSampler;
import dev.telltale.vision.StillPicture;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.DecoderLimits;
import dev.telltale.vision.media.FileBytes;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.PacketDecoder;
import dev.telltale.vision.media.TestFfmpeg;
import dev.telltale.vision.media.TestPictures;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A face that is coded lying, on its head or squeezed is found, measured and cut out as a viewer sees it. */
class ShownAsMeantTest {
    private static final int WIDTH = 440;
    private static final int HEIGHT = 380;
    private static final int FRAMES = 12;
    private static final Path CLIP = Recorded.CLIPS.resolve("a08_real_swap_source.mp4");

    @TempDir
    static Path folder;

    @ParameterizedTest
    @ValueSource(ints = {90, 180, 270})
    void shouldCutCropsUpright(int rotation) throws Exception {
        // Given a clip, and the same one coded turned the other way round, with the rotation written beside it
        List<byte[]> pictures = pictures();
        FaceWindow upright = only(run(TestPictures.of("yuv444p", WIDTH, HEIGHT)
                .write(folder.resolve("upright.mkv"), pictures)));
        boolean lying = rotation != 180;
        Path turned = TestPictures.of("yuv444p", lying ? HEIGHT : WIDTH, lying ? WIDTH : HEIGHT).turned(rotation)
                .write(folder.resolve("turned.mkv"), pictures.stream().map(rgb -> turn(rgb, rotation)).toList());

        // When
        FaceWindow face = only(run(turned));

        // Then
        assertThat(face.getPictureWidth()).isEqualTo(WIDTH);
        assertThat(face.getPictureHeight()).isEqualTo(HEIGHT);
        compare(face, upright, 2);
    }

    @Test
    void shouldStretchSqueezedPicturesBeforeItLooks() throws Exception {
        // Given a clip of which every second column was left out
        List<byte[]> pictures = pictures();
        FaceWindow upright = only(run(TestPictures.of("yuv444p", WIDTH, HEIGHT)
                .write(folder.resolve("whole.mkv"), pictures)));
        Path squeezed = TestPictures.of("yuv444p", WIDTH / 2, HEIGHT).aspect(2, 1)
                .write(folder.resolve("squeezed.mkv"), pictures.stream().map(ShownAsMeantTest::squeeze).toList());

        // When
        FaceWindow face = only(run(squeezed));

        // Then
        assertThat(face.getPictureWidth()).isEqualTo(WIDTH);
        compare(face, upright, 8);
    }

    /** A face in a studio's HLG, 4:2:2 and 10 bits. */
    @Test
    void shouldSeeInHighDynamicRangeWhatItSeesInStandard() throws Exception {
        // Given
        List<byte[]> pictures = pictures();
        FaceWindow expected = only(run(TestPictures.of("yuv444p", WIDTH, HEIGHT)
                .write(folder.resolve("standard.mkv"), pictures)));
        Path hlg = TestFfmpeg.make(folder.resolve("hlg.ts"), raw(pictures)
                + " -vf setparams=color_primaries=bt709:color_trc=bt709:colorspace=gbr:range=pc,format=gbrp,"
                + "zscale=p=bt2020:t=arib-std-b67:m=2020_ncl:r=limited:npl=203:agamma=false,format=yuv422p10le"
                + " -c:v libx265 -x265-params log-level=error:qp=8");

        // When
        FaceWindow face = only(run(hlg));

        // Then
        compare(face, expected, 3);
    }

    /** Writes the pictures, and returns ffmpeg's arguments to read them. */
    private static String raw(List<byte[]> pictures) throws Exception {
        var bytes = new ByteArrayOutputStream();
        pictures.forEach(bytes::writeBytes);
        Path raw = Files.write(folder.resolve("raw"), bytes.toByteArray());
        return "-f rawvideo -pix_fmt rgb24 -s " + WIDTH + "x" + HEIGHT + " -r 25 -i " + raw;
    }

    private static void compare(FaceWindow face, FaceWindow expected, double tolerance) {
        assertThat(face.getSlots()).hasSameSizeAs(expected.getSlots());
        for (int i = 0; i < face.getSlots().size(); i++) {
            FaceSlot slot = face.getSlots().get(i);
            assertThat(slot.getRoll()).isCloseTo(expected.getSlots().get(i).getRoll(), within(3f));
            for (int point = 0; point < slot.getLandmarks().size(); point++) {
                assertThat(slot.getLandmarks().get(point))
                        .isCloseTo(expected.getSlots().get(i).getLandmarks().get(point), within((float) tolerance));
            }
        }
        assertThat(face.getCrops()).hasSameSizeAs(expected.getCrops()).isNotEmpty();
        for (int i = 0; i < face.getCrops().size(); i++) {
            assertThat(difference(face.getCrops().get(i), expected.getCrops().get(i))).isLessThan(8);
        }
    }

    /** Mean difference of the pixels, grey levels. */
    private static double difference(FaceCrop one, FaceCrop other) {
        byte[] a = pixels(one);
        byte[] b = pixels(other);
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
        }
        return (double) sum / a.length;
    }

    private static byte[] pixels(FaceCrop crop) {
        byte[] rgb = new byte[3 * crop.getSize() * crop.getSize()];
        try (var picture = StillPicture.decode(crop.getData().array()); var sampler = new CropSampler()) {
            sampler.rgb(picture, new Affine(1, 0, 0, 0, 1, 0), crop.getSize(), crop.getSize(), rgb);
        }
        return rgb;
    }

    private static FaceWindow only(List<WindowOutput> outputs) {
        List<FaceWindow> faces = outputs.stream().flatMap(output -> output.faces().stream()).toList();
        assertThat(faces).hasSize(1);
        return faces.getFirst();
    }

    private static List<WindowOutput> run(Path file) {
        List<WindowOutput> outputs = new ArrayList<>();
        try (var tools = VisionTools.withCascade(LandmarkStore.newest(folder.resolve("models")));
                var vision = new StreamVision(tools, FacesSettings.DEFAULT, FixedPlan.of("PNG", 256), null)) {
            Recorded.windows(file).forEach(window -> outputs.add(vision.take(window, window.getWindow())));
        }
        return outputs;
    }

    /** The clip's first pictures, R, G, B. */
    private static List<byte[]> pictures() throws Exception {
        assumeTrue(Files.exists(CLIP), "skipped: no shared clip at " + CLIP);
        List<byte[]> pictures = new ArrayList<>();
        try (MediaInput input = MediaInput.open(FileBytes.open(CLIP), InputLimits.RECORDING,
                new InterruptDeadline(Duration.ofSeconds(30)));
                CropSampler sampler = new CropSampler()) {
            CodedVideo video = input.video();
            try (PacketDecoder decoder = new PacketDecoder(video, 0, DecoderLimits.DEFAULT)) {
                while (pictures.size() < FRAMES) {
                    MediaPacket packet = input.read();
                    assertThat(packet).isNotNull();
                    decoder.decode(packet, picture -> {
                        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
                        sampler.rgb(picture, new Affine(1, 0, 0, 0, 1, 0), WIDTH, HEIGHT, rgb);
                        picture.close();
                        pictures.add(rgb);
                    });
                }
            }
        }
        return pictures.subList(0, FRAMES);
    }

    /** As it has to be coded so that it is shown upright after a turn clockwise. */
    private static byte[] turn(byte[] rgb, int rotation) {
        byte[] turned = new byte[rgb.length];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int to = switch (rotation) {
                    case 90 -> (WIDTH - 1 - x) * HEIGHT + y;
                    case 180 -> (HEIGHT - 1 - y) * WIDTH + WIDTH - 1 - x;
                    default -> x * HEIGHT + HEIGHT - 1 - y;
                };
                System.arraycopy(rgb, 3 * (y * WIDTH + x), turned, 3 * to, 3);
            }
        }
        return turned;
    }

    private static byte[] squeeze(byte[] rgb) {
        byte[] half = new byte[rgb.length / 2];
        for (int i = 0; i < half.length / 3; i++) {
            System.arraycopy(rgb, 6 * i, half, 3 * i, 3);
        }
        return half;
    }
}
