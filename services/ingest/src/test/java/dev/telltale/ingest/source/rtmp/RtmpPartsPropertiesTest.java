package dev.telltale.ingest.source.rtmp;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

class RtmpPartsPropertiesTest {
    /** Whatever a peer sends: messages, or an IOException; nothing else, and it ends. */
    @Property(tries = 2000)
    void shouldSurviveAnyBytes(@ForAll @Size(max = 400) byte[] bytes) {
        try {
            RtmpChunks chunks = new RtmpChunks(new DataInputStream(new ByteArrayInputStream(bytes)));
            for (RtmpMessage message = chunks.next(); message != null; message = chunks.next()) {
                Amf0.read(message.body());
            }
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
        try {
            Amf0.read(bytes);
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
    }

    /** Messages of two chunk streams, cut into chunks and interleaved, come out whole and in the order of their ends. */
    @Property(tries = 300)
    void shouldPutInterleavedMessagesTogether(@ForAll @IntRange(min = 1, max = 2000) int first,
            @ForAll @IntRange(min = 1, max = 2000) int second, @ForAll @IntRange(min = 1, max = 0x2ffffff) int time)
            throws IOException {
        List<byte[]> parts = new ArrayList<>(List.of(chunked(4, first, 9, time), chunked(5, second, 8, time)));
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.write(parts.getFirst(), 0, head(time, first));
        wire.write(parts.getLast());
        wire.write(parts.getFirst(), head(time, first), parts.getFirst().length - head(time, first));
        RtmpChunks chunks = new RtmpChunks(new DataInputStream(new ByteArrayInputStream(wire.toByteArray())));
        List<RtmpMessage> read = List.of(Objects.requireNonNull(chunks.next()), Objects.requireNonNull(chunks.next()));
        RtmpMessage video = read.stream().filter(message -> message.type() == 9).findFirst().orElseThrow();
        assertThat(video.body()).hasSize(first).containsOnly(9);
        assertThat(video.time()).isEqualTo(time);
        assertThat(read).extracting(message -> message.body().length).containsExactlyInAnyOrder(first, second);
        assertThat(chunks.received()).isEqualTo(wire.size());
    }

    @Property(tries = 300)
    void shouldReadWhatItWrites(@ForAll String text, @ForAll double number, @ForAll boolean flag) throws IOException {
        String shortened = text.length() > 1000 ? text.substring(0, 1000) : text;
        String plain = new String(shortened.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.nio.charset.StandardCharsets.UTF_8);
        byte[] written = Amf0.write(plain, number, null, flag, Map.of("a" + plain, plain));
        assertThat(Amf0.read(written)).isEqualTo(Arrays.asList(plain, number, null, flag, Map.of("a" + plain, plain)));
    }

    private static int head(int time, int length) {
        return 12 + (time >= 0xffffff ? 4 : 0) + Math.min(128, length);
    }

    private static byte[] chunked(int stream, int length, int type, int time) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean extended = time >= 0xffffff;
        int stamp = extended ? 0xffffff : time;
        out.writeBytes(new byte[]{(byte) stream, (byte) (stamp >> 16), (byte) (stamp >> 8), (byte) stamp,
            (byte) (length >> 16), (byte) (length >> 8), (byte) length, (byte) type, 1, 0, 0, 0});
        byte[] more = {(byte) (time >> 24), (byte) (time >> 16), (byte) (time >> 8), (byte) time};
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) type);
        for (int at = 0; at < length; at += 128) {
            if (at > 0) {
                out.write(0xc0 | stream);
            }
            if (extended) {
                out.writeBytes(more);
            }
            out.write(body, at, Math.min(128, length - at));
        }
        return out.toByteArray();
    }
}
