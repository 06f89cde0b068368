package dev.telltale.vision.media;

import dev.telltale.vision.MediaTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BrokenPacketsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"mpeg4", "mpeg2video", "mjpeg"})
    void shouldCountPacketsWhoseBytesAreNoise(String codec) {
        // Given ten packets in the middle that keep their first bytes, so that every return code may still be 0
        Clip clip = clip(codec);
        Random random = new Random(11);
        List<MediaPacket> packets = new ArrayList<>(clip.packets());
        for (int i = 40; i < 50; i++) {
            packets.set(i, noise(packets.get(i), 12, random));
        }

        // When
        DecodeCounts counts = new Clip(clip.video(), packets).decode(DecoderLimits.DEFAULT, picture -> {});

        // Then every frame is either shown or counted, and no broken one is shown
        assertThat(counts.errors()).isGreaterThanOrEqualTo(5);
        assertThat(counts.frames()).isBetween(50L, 95L);
    }

    @Test
    void shouldCountTruncatedPackets() {
        Clip clip = clip("mpeg4");
        List<MediaPacket> packets = new ArrayList<>(clip.packets());
        for (int i = 20; i < 30; i++) {
            MediaPacket whole = packets.get(i);
            packets.set(i, with(whole, whole.data().slice(0, Math.max(1, whole.size() / 3))));
        }

        DecodeCounts counts = new Clip(clip.video(), packets).decode(DecoderLimits.DEFAULT, picture -> {});

        assertThat(counts.errors()).isPositive();
        assertThat(counts.frames()).isLessThan(100);
    }

    @Test
    void shouldCountEmptyPackets() {
        Clip clip = clip("mjpeg");
        List<MediaPacket> packets = new ArrayList<>(clip.packets());
        packets.set(7, with(packets.get(7), ByteBuffer.allocate(0)));

        DecodeCounts counts = new Clip(clip.video(), packets).decode(DecoderLimits.DEFAULT, picture -> {});

        assertThat(counts).isEqualTo(new DecodeCounts(99, 1, 0, 0, 0));
    }

    @Test
    void shouldWaitForAKeyFrameAndCountWhatWentBefore() {
        Clip clip = clip("mpeg4");
        List<MediaPacket> packets = clip.packets().subList(3, clip.packets().size());

        DecodeCounts counts = new Clip(clip.video(), packets).decode(DecoderLimits.DEFAULT, picture -> {});

        // The one key frame was the first packet.
        assertThat(counts).isEqualTo(new DecodeCounts(0, 0, 0, packets.size(), 0));
    }

    @Test
    void shouldRefusePicturesBeyondTheDecodersLimit() {
        Clip clip = clip("mpeg2video");
        DecoderLimits limits = new DecoderLimits(320 * 240 - 1, 240, 1);

        assertThatThrownBy(() -> clip.decode(limits, picture -> {})).isInstanceOf(UndecodableException.class)
                .hasMessage("pictures of 320 x 240, at most 76799 pixels are taken");
    }

    @Test
    void shouldRefusePicturesThatAreLargerThanTheContainerSaid() {
        Clip clip = clip("mpeg2video");
        Clip lying = new Clip(clip.video().resized(16, 16), clip.packets());

        DecodeCounts counts = lying.decode(new DecoderLimits(320 * 240 - 1, 240, 1), picture -> {});

        assertThat(counts.frames()).isZero();
        assertThat(counts.errors()).isPositive();
    }

    @Test
    void shouldRefusePicturesThatOnlyTheirShapeMakesTooLarge() {
        // Given 96 x 64 samples, each four times as wide as high
        Path file = TestPictures.of("yuv420p", 96, 64).aspect(4, 1).write(folder.resolve("wide.mkv"),
                List.of(new byte[3 * 96 * 64]));

        DecodeCounts counts = Clip.read(file).decode(new DecoderLimits(96 * 64 * 2, 240, 1), picture -> {});

        assertThat(counts).isEqualTo(new DecodeCounts(0, 1, 0, 0, 0));
    }

    @Test
    void shouldDropFramesBeyondTheLimitOfASecond() {
        Clip clip = clip("mjpeg");
        List<MediaTime> times = new ArrayList<>();

        DecodeCounts counts = clip.decode(new DecoderLimits(1 << 24, 10, 1), picture -> times.add(picture.time()));

        assertThat(counts).isEqualTo(new DecodeCounts(40, 0, 0, 0, 60));
        assertThat(times).hasSize(40).isSorted();
    }

    @Test
    void shouldSayThatItHasNoDecoderForACodec() {
        Clip clip = clip("mjpeg");

        assertThatThrownBy(() -> new PacketDecoder(clip.video().recoded("gif"), 0, DecoderLimits.DEFAULT))
                .isInstanceOf(UndecodableException.class).hasMessage("no decoder for codec gif");
    }

    private Clip clip(String codec) {
        return Clip.read(TestVideo.of(4).codec(codec).write(folder.resolve(codec + ".mkv")));
    }

    private static MediaPacket noise(MediaPacket packet, int kept, Random random) {
        byte[] bytes = new byte[packet.size()];
        random.nextBytes(bytes);
        packet.data().duplicate().get(bytes, 0, Math.min(kept, bytes.length));
        return with(packet, ByteBuffer.wrap(bytes));
    }

    private static MediaPacket with(MediaPacket packet, ByteBuffer data) {
        return new MediaPacket(packet.pts(), packet.dts(), packet.duration(), packet.key(), data);
    }
}
