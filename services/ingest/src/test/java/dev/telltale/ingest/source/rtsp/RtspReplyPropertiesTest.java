package dev.telltale.ingest.source.rtsp;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class RtspReplyPropertiesTest {
    private static final List<String> PIECES = List.of("RTSP/1.0", " ", "200", "OK", "\r\n", "\n", ":", "CSeq", "1",
            "Content-Length: ", "99999999999", "-1", "5", "hello", "\u0000", "OPTIONS * ", "401", "0");

    /** Whatever a camera answers: a reply with a code of three digits, a request, or an IOException. */
    @Property(tries = 2000)
    void shouldSurviveAnyAnswer(@ForAll("answers") String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            RtspReply reply = RtspReply.read(bytes.length == 0 ? 'R' : bytes[0],
                    new DataInputStream(new ByteArrayInputStream(bytes, 1, Math.max(0, bytes.length - 1))));
            assertThat(reply.code()).matches(code -> code == 0 || (code >= 100 && code <= 999));
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
    }

    @Provide
    Arbitrary<String> answers() {
        Arbitrary<String> likely = Arbitraries.of(PIECES).list().ofMaxSize(30)
                .map(list -> String.join("", list) + "\r\n\r\n");
        return Arbitraries.oneOf(likely, likely.map(text -> "RTSP/1.0 200 OK\r\n" + text),
                Arbitraries.strings().ofMaxLength(100));
    }
}
