package dev.telltale.embedded;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A real server that is not ours, in memory, in a JVM of its own. {@code -Plong} unpacks it. */
@Tag("long")
class ApicurioInteropTest {
    private static final Path HOME = Path.of("target", "apicurio");

    @TempDir
    static Path folder;

    private static Process server;
    private static String url;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Files.isDirectory(HOME), "skipped: Apicurio Registry is not unpacked in " + HOME + ", use -Plong");
        var port = freePort();
        url = "http://127.0.0.1:" + port + "/apis/ccompat/v7";
        server = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1", "-Dquarkus.management.port=" + freePort(), "-jar",
                runner().toAbsolutePath().toString()).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("apicurio.log").toFile()).start();
        Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500))
                .ignoreExceptionsInstanceOf(IOException.class).until(ApicurioInteropTest::answers);
    }

    private static Path runner() throws IOException {
        try (var files = Files.list(HOME)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar")).findFirst().orElseThrow();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(LoopbackPort.address(0));
            return socket.getLocalPort();
        }
    }

    private static boolean answers() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url + "/subjects")).timeout(Duration.ofSeconds(5)).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (server != null) {
            server.destroy();
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    @Test
    void shouldExchangeRecordsWithConfluentsClient() throws IOException {
        new InteropProof(url).shouldExchangeRecordsWithConfluentsClient();
    }

    @Test
    void shouldRefuseAndFindAsConfluentDoes() {
        new InteropProof(url).shouldRefuseAndFindAsConfluentDoes();
    }
}
