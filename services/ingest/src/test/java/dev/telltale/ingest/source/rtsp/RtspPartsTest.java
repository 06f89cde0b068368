package dev.telltale.ingest.source.rtsp;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RtspPartsTest {

    @Test
    void shouldReadARequestWithHeadersAndBody() throws Exception {
        RtspRequest request = read(
                "ANNOUNCE rtsp://127.0.0.1:8554/cam/one/?x=1 RTSP/1.0\r\nCSeq: 2\r\nContent-Length: 4\r\n\r\nv=0\n");
        assertThat(request.method()).isEqualTo("ANNOUNCE");
        assertThat(request.path()).isEqualTo("/cam/one");
        assertThat(request.header("cseq")).isEqualTo("2");
        assertThat(request.body()).isEqualTo("v=0\n");
    }

    @Test
    void shouldRefuseRequestsThatAreTooLongOrNone() {
        assertThatThrownBy(() -> read("OPTIONS * RTSP/1.0\r\nX: " + "a".repeat(9000)))
                .hasMessageContaining("longer than 8192");
        assertThatThrownBy(() -> read("ANNOUNCE / RTSP/1.0\r\nContent-Length: 99999\r\n\r\n"))
                .hasMessageContaining("16384");
        assertThatThrownBy(() -> read("ANNOUNCE / RTSP/1.0\r\nContent-Length: -1\r\n\r\n"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("GET / HTTP/1.1\r\n\r\n")).hasMessageContaining("not an RTSP request");
        assertThatThrownBy(() -> read("\n\n")).hasMessageContaining("not an RTSP request");
    }

    @Property(tries = 2000)
    void shouldSurviveEveryByteSequence(@ForAll byte[] bytes) {
        try {
            RtspRequest request = read(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1));
            assertThat(request.path()).doesNotEndWith("/");
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotEqualTo("");
        }
    }

    @Test
    void shouldKeepOnlyTheFirstVideoOfADescription() {
        String sdp = """
                v=0
                o=- 0 0 IN IP4 127.0.0.1
                m=audio 0 RTP/AVP 97
                a=control:streamid=0
                m=video 0 RTP/AVP 96
                a=rtpmap:96 H264/90000
                a=control:streamid=1
                """;
        assertThat(SessionDescription.videoOf(sdp)).hasValueSatisfying(video -> {
            assertThat(video.text()).contains("m=video").doesNotContain("m=audio").startsWith("v=0");
            assertThat(video.control()).isEqualTo("streamid=1");
        });
        assertThat(SessionDescription.videoOf("v=0\r\nm=audio 0 RTP/AVP 97\r\n")).isEmpty();
    }

    @Test
    void shouldAcceptOnlyADigestMadeWithTheKeyForThisRequest() throws Exception {
        // Given: user "any", nonce and uri as sent; the response is made as RFC 2617 says
        DigestChallenge challenge = new DigestChallenge();
        String nonce = challenge.header().replaceAll(".*nonce=\"([^\"]+)\".*", "$1");
        String good = digest("any", "key", nonce, "ANNOUNCE", "rtsp://h/cam");
        // When, Then
        assertThat(challenge.proves(announce("rtsp://h/cam", good), "key")).isTrue();
        assertThat(challenge.proves(announce("rtsp://h/cam", good), "other")).isFalse();
        assertThat(challenge.proves(announce("rtsp://h/elsewhere", good), "key")).isFalse();
        assertThat(new DigestChallenge().proves(announce("rtsp://h/cam", good), "key")).isFalse();
        assertThat(challenge.proves(announce("rtsp://h/cam", "Basic YW55OmtleQ=="), "key")).isFalse();
        assertThat(challenge.proves(announce("rtsp://h/cam", ""), "key")).isFalse();
    }

    private static String digest(String user, String key, String nonce, String method, String uri) throws Exception {
        String response = md5(md5(user + ":telltale:" + key) + ":" + nonce + ":" + md5(method + ":" + uri));
        return "Digest username=\"" + user + "\", realm=\"telltale\", nonce=\"" + nonce + "\", uri=\"" + uri
                + "\", response=\""
                + response + "\"";
    }

    private static String md5(String text) throws Exception {
        return java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    }

    private static RtspRequest announce(String uri, String authorization) throws IOException {
        return read("ANNOUNCE " + uri + " RTSP/1.0\r\nCSeq: 1\r\nAuthorization: " + authorization + "\r\n\r\n");
    }

    private static RtspRequest read(String text) throws IOException {
        DataInputStream in = new DataInputStream(
                new ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));
        return RtspRequest.read(in.read(), in);
    }
}
