package dev.telltale.ingest.dial;

import dev.telltale.ingest.guard.AllowEntry;
import dev.telltale.ingest.guard.DialScheme;
import dev.telltale.ingest.guard.Guard;
import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.ingest.source.http.TestCertificate;
import dev.telltale.ingest.source.http.TestDoor;
import dev.telltale.ingest.source.http.TestHttp;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInputException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DialerTlsTest {
    @Test
    void shouldVerifyTheNameOfTheUrlAgainstTheCertificate(@TempDir Path folder) throws Exception {
        // Given: one server, known by two names, with a certificate for one of them
        TestCertificate certificate = new TestCertificate(folder, TestDoor.HOST);
        try (TestHttp server = TestHttp.on(certificate.context().getServerSocketFactory().createServerSocket(0, 5,
                InetAddress.getLoopbackAddress())).with("/", TestHttp.text("hello"))) {
            // When, Then
            assertThat(greeting(dialer(Optional.of(certificate.pem())), TestDoor.HOST, server)).endsWith("hello");
            assertThatThrownBy(() -> greeting(dialer(Optional.of(certificate.pem())), "other.test", server))
                    .isInstanceOf(MediaInputException.class).hasMessageContaining("not trusted for this host")
                    .hasMessageContaining("other.test");
            assertThatThrownBy(() -> greeting(dialer(Optional.empty()), TestDoor.HOST, server))
                    .isInstanceOf(MediaInputException.class).hasMessageContaining("not trusted for this host");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void shouldNotTakeAServerWithoutTlsForOneWithIt() throws Exception {
        try (TestHttp plain = TestHttp.start().with("/", TestHttp.text("hello"))) {
            assertThatThrownBy(() -> greeting(dialer(Optional.empty()), TestDoor.HOST, plain))
                    .isInstanceOf(MediaInputException.class);
            assertThat(plain.requests()).noneMatch(request -> request.target().equals("/"));
        }
    }

    @Test
    void shouldNameAFileOfCertificatesThatHoldsNone(@TempDir Path folder) throws Exception {
        Path text = Files.writeString(folder.resolve("wrong.pem"), "");
        for (Path wrong : List.of(text, folder.resolve("missing.pem"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> Trust.sockets(Optional.of(wrong)))
                    .withMessageContaining("trusted-certificates").withMessageContaining(wrong.toString());
        }
    }

    private static String greeting(Dialer dialer, String host, TestHttp server) throws Exception {
        StrictUrl url = StrictUrl.parse("https://" + host + ":" + server.port() + "/");
        try (Line line = dialer.dial(dialer.admit(url), new InterruptDeadline(Duration.ofSeconds(5)))) {
            line.out().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(line.in().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Dialer dialer(Optional<Path> pem) {
        Guard guard = new Guard(Set.of(DialScheme.HTTPS), List.of(AllowEntry.parse("127.0.0.0/8")), TestDoor.NAMES);
        return new Dialer(guard, Trust.sockets(pem));
    }
}
