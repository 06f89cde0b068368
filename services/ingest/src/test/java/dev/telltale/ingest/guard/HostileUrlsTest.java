package dev.telltale.ingest.guard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

class HostileUrlsTest {
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");
    private static final Guard GUARD = new Guard(EnumSet.allOf(DialScheme.class), List.of(),
            name -> List.of(InetAddress.getByName("93.184.216.34")));

    record Hostile(String url, String reason) {}

    @ParameterizedTest
    @MethodSource("hostile")
    void shouldRefuse(Hostile hostile) {
        // When
        String reason = refusal(hostile.url());
        // Then
        assertThat(reason).contains(hostile.reason()).doesNotContain("secret").doesNotContain("admin:");
    }

    @Test
    void shouldKnowAtLeastAHundred() throws IOException {
        assertThat(hostile().stream().map(Hostile::url).distinct()).hasSizeGreaterThan(150);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"https://example.org/", "http://example.org",
        "https://EXAMPLE.org:8443/a%20b.mp4?token=1", "rtsps://93.184.216.34/live", "https://[2606:2800:220:1::1]/x",
        "rtmps://live.example.org/app/stream", "https://xn--bcher-kva.example/", "https://a-b.c1.example/x?y=z&w",
        "http://1e100.net/", "http://0x7f.example.org/", "http://169.254.example.org/"})
    void shouldTakeHonestOnes(String url) throws Exception {
        // When
        Admission admission = GUARD.admit(StrictUrl.parse(url));
        // Then
        assertThat(admission).isInstanceOf(Destination.class);
        assertThat(((Destination) admission).addresses()).isNotEmpty();
    }

    private static String refusal(String url) {
        try {
            return switch (GUARD.admit(StrictUrl.parse(url))) {
                case Admission.Refused refused -> refused.reason();
                case Admission.Unknown unknown -> fail("unknown: " + unknown);
                case Destination destination -> fail("would be dialled: " + destination.addresses());
            };
        } catch (RefusedUrlException e) {
            return String.valueOf(e.getMessage());
        }
    }

    static List<Hostile> hostile() throws IOException {
        try (InputStream table = Objects.requireNonNull(
                HostileUrlsTest.class.getResourceAsStream("hostile-urls.txt"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#")).map(HostileUrlsTest::read).toList();
        }
    }

    private static Hostile read(String line) {
        int bar = line.lastIndexOf(" | ");
        String url = ESCAPE.matcher(line.substring(0, bar)).replaceAll(
                match -> java.util.regex.Matcher.quoteReplacement(
                        Character.toString((char) Integer.parseInt(match.group(1), 16))));
        return new Hostile(url, line.substring(bar + 3));
    }
}
