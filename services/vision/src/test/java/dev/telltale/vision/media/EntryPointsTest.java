package dev.telltale.vision.media;

import dev.telltale.vision.colour.ColourTags;
import dev.telltale.vision.media.CodedVideo.SampleAspect;
import dev.telltale.vision.media.EntryPoints.Entry;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class EntryPointsTest {
    private static final String START = "00000001";
    private static final String IDR = START + "65888400";
    private static final String REFERENCE = START + "419a2400";
    private static final String OTHER = START + "019a2400";

    @Test
    void shouldEnterAtAnInstantRefreshAtOnce() {
        assertThat(entries("h264", IDR, REFERENCE, IDR)).containsExactly(new Entry(0, 0), new Entry(2, 2));
    }

    /** ue(v): 010 is 1, 011 is 2, 00101 is 4; a message of four bytes stands before it in the last. */
    @ParameterizedTest
    @CsvSource({"06060140, 1", "06060160, 2", "06060128, 4", "060504aabbccdd06012880, 4", "06060180, 0"})
    void shouldEnterAtARecoveryPointWhenAllStripesAreRenewed(String message, int references) {
        // Given a key packet that renews stripe by stripe, among pictures of which every other one is referred to
        List<String> packets = new ArrayList<>(List.of(IDR, START + message + REFERENCE));
        for (int i = 0; i < 6; i++) {
            packets.addAll(List.of(OTHER, REFERENCE));
        }
        // When
        List<Entry> entries = entries("h264", packets.toArray(String[]::new));
        // Then
        assertThat(entries).containsExactly(new Entry(0, 0), new Entry(1 + 2L * references, 1));
    }

    @Test
    void shouldEnterAtTheVeryFirstKeyPacketWhateverItIs() {
        assertThat(entries("h264", START + "06060128" + REFERENCE, REFERENCE)).containsExactly(new Entry(0, 0));
    }

    @Test
    void shouldEnterAtEveryKeyPacketOfOtherCodecs() {
        assertThat(entries("vp8", IDR, REFERENCE, IDR)).containsExactly(new Entry(0, 0), new Entry(2, 2));
    }

    /** Packets come from strangers, and ingest reads them. */
    @Property
    void shouldTakeAnyBytes(@ForAll byte[] packet, @ForAll byte[] extradata, @ForAll boolean mp4) {
        if (mp4 && extradata.length > 0) {
            extradata[0] = 1;
        }
        var entries = new EntryPoints(video("h264", extradata));
        var units = START + "06" + HexFormat.of().formatHex(packet);

        assertThatCode(() -> {
            entries.see(new MediaPacket(0, 0, 1, true, ByteBuffer.wrap(packet)), 0);
            entries.see(new MediaPacket(0, 0, 1, true, ByteBuffer.wrap(HexFormat.of().parseHex(units))), 0);
            Vp9Header.keyFrameSize(ByteBuffer.wrap(packet));
        }).doesNotThrowAnyException();
    }

    /** Packets that hold an IDR picture or a recovery point are key packets; their number is place and time. */
    private static List<Entry> entries(String codec, String... packets) {
        var points = new EntryPoints(video(codec, new byte[0]));
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < packets.length; i++) {
            boolean key = packets[i].startsWith(IDR) || packets[i].startsWith(START + "06");
            entries.addAll(points.see(
                    new MediaPacket(i, i, 1, key, ByteBuffer.wrap(HexFormat.of().parseHex(packets[i]))), i));
        }
        return entries;
    }

    private static CodedVideo video(String codec, byte[] extradata) {
        return new CodedVideo(codec, ByteBuffer.wrap(extradata), TimeBase.MICROSECONDS, 64, 64, 0,
                SampleAspect.SQUARE, ColourTags.NONE, 0, 0, 1);
    }
}
