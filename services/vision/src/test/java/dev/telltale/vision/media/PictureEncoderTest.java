package dev.telltale.vision.media;

import dev.telltale.vision.Picture;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.opencv.global.opencv_core.PSNR;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What a camera's raw pictures become; the pictures come from a file, since no camera is needed to prove that. */
class PictureEncoderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"yuyv422", "yuv420p"})
    void shouldEncodeRawPicturesOnceSoThatNothingIsSeenOfIt(String pixels) throws Exception {
        // Given
        Path raw = TestFfmpeg.make(folder.resolve("raw.avi"),
                "-f lavfi -i testsrc2=size=640x480:rate=30:duration=3 -pix_fmt " + pixels + " -c:v rawvideo -f avi");
        // When
        List<MediaPacket> packets = new ArrayList<>();
        CodedVideo video = encode(raw, av_get_pix_fmt(pixels), packets);
        // Then
        assertThat(video.codec()).isEqualTo("h264");
        assertThat(packets).hasSize(90).allSatisfy(packet -> assertThat(packet.pts()).isEqualTo(packet.dts()));
        assertThat(packets).filteredOn(MediaPacket::key).hasSize(2).first().isEqualTo(packets.getFirst());
        List<Mat> before = pictures(raw);
        List<Mat> after = decode(video, packets);
        assertThat(after).hasSameSizeAs(before);
        double worst = Double.MAX_VALUE;
        for (int i = 0; i < before.size(); i++) {
            worst = Math.min(worst, PSNR(before.get(i), after.get(i)));
        }
        assertThat(worst).as("dB of RGB, worst picture").isGreaterThan(38);
    }

    @Test
    void shouldSayWhatIsWrongWithADevice() {
        assertThatThrownBy(() -> DeviceInput.open(Path.of("/dev/null"), terms(), InputLimits.LIVE,
                new InterruptDeadline(PATIENCE))).isInstanceOf(MediaInputException.class)
                .hasMessageContaining("/dev/null: cannot be");
    }

    @Test
    void shouldReadACameraWhereThereIsOne() throws Exception {
        Path camera = Path.of("/dev/video0");
        assumeTrue(Files.isReadable(camera), "skipped: this machine has no camera at " + camera);
        try (DeviceInput input = DeviceInput.open(camera, terms(), InputLimits.LIVE,
                new InterruptDeadline(PATIENCE))) {
            assertThat(input.read().key()).isTrue();
            assertThat(input.video().width()).isPositive();
        }
    }

    private static DeviceTerms terms() {
        return new DeviceTerms(OptionalInt.empty(), OptionalInt.empty(),
                OptionalInt.empty());
    }

    private static CodedVideo encode(Path raw, int pixels, List<MediaPacket> into) throws Exception {
        MediaOpener.Opened opened = MediaOpener.container(FileBytes.open(raw), InputLimits.RECORDING,
                new InterruptDeadline(PATIENCE));
        AVPacket packet = av_packet_alloc();
        try (PictureEncoder encoder = PictureEncoder.open(VideoProbe.describe(opened.context(), opened.stream()),
                pixels).orElseThrow()) {
            while (av_read_frame(opened.context(), packet) >= 0) {
                into.addAll(encoder.encode(packet));
                av_packet_unref(packet);
            }
            into.addAll(encoder.finish());
            return encoder.video();
        } finally {
            av_packet_free(packet);
            MediaOpener.close(opened.context(), opened.bridge());
        }
    }

    /** By way of a codec that loses nothing, since raw pictures are not among what is decoded here. */
    private List<Mat> pictures(Path raw) throws Exception {
        Path lossless = TestFfmpeg.make(folder.resolve("lossless.mkv"), "-i " + raw + " -pix_fmt yuv420p -c:v ffv1");
        List<MediaPacket> packets = new ArrayList<>();
        try (MediaInput input = MediaInput.open(FileBytes.open(lossless), InputLimits.RECORDING,
                new InterruptDeadline(PATIENCE))) {
            CodedVideo video = input.video();
            for (MediaPacket packet = input.read(); packet != null; packet = input.read()) {
                packets.add(packet);
            }
            return decode(video, packets);
        }
    }

    private static List<Mat> decode(CodedVideo video, List<MediaPacket> packets) {
        List<Mat> pictures = new ArrayList<>();
        try (PacketDecoder decoder = new PacketDecoder(video, 0, DecoderLimits.DEFAULT)) {
            packets.forEach(packet -> decoder.decode(packet, picture -> keep(picture, pictures)));
            decoder.drain(picture -> keep(picture, pictures));
        }
        return pictures;
    }

    private static void keep(Picture picture, List<Mat> pictures) {
        try (picture) {
            pictures.add(picture.rgb().clone());
        }
    }
}
