package dev.telltale.ingest.source.http;

import dev.telltale.ingest.credentials.Challenge;
import dev.telltale.ingest.credentials.Credential;
import dev.telltale.ingest.source.http.HlsPlaylist.Media;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.io.IOException;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class HlsParserPropertiesTest {
    private static final List<String> PIECES = List.of("#EXTM3U", "\n", "#EXT-X-STREAM-INF:", "BANDWIDTH=", "1",
            "RESOLUTION=1x1", ",", "\"", "#EXT-X-MAP:URI=", "#EXT-X-KEY:METHOD=", "AES-128", "NONE", "URI=", "a.ts",
            "#EXT-X-BYTERANGE:", "5@3", "@", "99999999999999999999", "-1", "#EXT-X-MEDIA-SEQUENCE:", "#EXTINF:",
            "#EXT-X-TARGETDURATION:", "#EXT-X-DISCONTINUITY", "#EXT-X-ENDLIST", "\r\n", "\u0000", " ", "é");

    /** Whatever a server sends is a playlist or is refused in words. */
    @Property(tries = 2000)
    void shouldSurviveAnyText(@ForAll("texts") String text) {
        try {
            HlsPlaylist playlist = HlsParser.parse(text);
            assertThat(playlist).isNotNull();
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    /** Numbers rise by one, parts never fall, and each piece has its own reference. */
    @Property(tries = 200)
    void shouldNumberWhatItReads(@ForAll @IntRange(max = 1_000_000) int first, @ForAll("breaks") List<Boolean> breaks)
            throws IOException {
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:" + first + "\n");
        for (int i = 0; i < breaks.size(); i++) {
            text.append(breaks.get(i) ? "#EXT-X-DISCONTINUITY\n" : "").append("#EXTINF:1,\n").append(i).append(".ts\n");
        }
        Media media = (Media) HlsParser.parse(text.toString());
        assertThat(media.segments()).hasSameSizeAs(breaks);
        long part = 0;
        for (int i = 0; i < breaks.size(); i++) {
            part += breaks.get(i) ? 1 : 0;
            assertThat(media.segments().get(i).sequence()).isEqualTo((long) first + i);
            assertThat(media.segments().get(i).part()).isEqualTo(part);
            assertThat(media.segments().get(i).resource().reference()).isEqualTo(i + ".ts");
        }
    }

    /** A challenge is answered in one line that does not hold the password, or not at all. */
    @Property(tries = 1000)
    void shouldAnswerAnyChallengeInOneLine(@ForAll("challenges") String header) {
        Challenge.best(List.of(header)).ifPresent(challenge -> {
            String answer = challenge.answer(new Credential("x", "ann:c4nary"), "GET", "/a");
            assertThat(answer).doesNotContain("\n").doesNotContain("\r").doesNotContain("c4nary");
        });
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> likely = Arbitraries.of(PIECES).list().ofMaxSize(40).map(list -> String.join("", list));
        return Arbitraries.oneOf(likely, Arbitraries.strings().ofMaxLength(200));
    }

    @Provide
    Arbitrary<List<Boolean>> breaks() {
        return Arbitraries.of(true, false).list().ofMinSize(1).ofMaxSize(30);
    }

    /** Headers come from lines, so they hold no line end. */
    @Provide
    Arbitrary<String> challenges() {
        Arbitrary<String> fields = Arbitraries.of("realm=", "nonce=", "\"", "qop=", "auth", "auth-int", ",", " ",
                "algorithm=", "SHA-256", "MD5", "MD5-sess", "opaque=", "x", "=").list().ofMaxSize(20)
                .map(list -> String.join("", list));
        return fields.flatMap(text -> Arbitraries.of("Digest ", "digest nonce=1, ", "Basic ", "Bearer ", "")
                .map(scheme -> scheme + text));
    }
}
