package dev.telltale.schemas.registry;

import dev.telltale.schemas.Feedback;
import dev.telltale.schemas.registry.StubRegistry.Answer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RegistryTlsTest {
    private static final String PASSWORD = "changeit";
    private static final Answer ID_7 = new Answer(200, "{\"id\":7}");

    @TempDir
    Path folder;

    /** A key for localhost that nobody but its own store trusts. */
    private Path keystore() throws Exception {
        var file = folder.resolve("server.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var process = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", "server", "-keyalg", "EC",
                "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-validity", "2", "-storetype", "PKCS12",
                "-keystore", file.toString(), "-storepass", PASSWORD).redirectErrorStream(true).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(file).exists();
        return file;
    }

    private static SSLContext serverContext(Path keystore) throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keystore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void shouldTrustWhatTheTruststoreHoldsAndNothingElse() throws Exception {
        var keystore = keystore();
        try (var stub = StubRegistry.overTls(serverContext(keystore), ID_7)) {
            var plain = Map.of("schema.registry.url", stub.url(), "max.retries", "0");

            // When the certificate is in our truststore, then we talk
            try (var client = HttpRegistryClient.from(Map.of("schema.registry.url", stub.url(),
                    "schema.registry.ssl.truststore.location", keystore.toString(),
                    "schema.registry.ssl.truststore.password", PASSWORD, "schema.registry.ssl.truststore.type",
                    "PKCS12"))) {
                assertThat(client.register("t", Feedback.SCHEMA$)).isEqualTo(7);
            }

            // When it is not, then we do not
            try (var client = HttpRegistryClient.from(plain)) {
                assertThatThrownBy(() -> client.register("t", Feedback.SCHEMA$))
                        .isInstanceOf(RegistryUnavailableException.class).hasMessageContaining("does not answer");
            }
        }
    }
}
