package dev.telltale.local.process;

import dev.telltale.local.sample.SampleClip;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** `telltale up` as a process: what a newcomer does with it on the first evening. */
class UpProcessTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private Path folder;

    @Test
    @Tag("long") // seven processes
    void shouldJudgeAStreamMendItsChildrenAndKeepItsDataOverARestart() throws Exception {
        List<String> verdicts;
        try (TelltaleProcess up = up()) {
            // Given telltale up, one of whose children is killed
            Site site = site(up);
            killed("faces", up);

            // When a stream is added
            Command added = Command.at(site, "streams", "add", "rec", SampleClip.in(Path.of("target")).toString());
            assertThat(added.exit()).as("%s", added.err()).isZero();
            await("end of the recording").atMost(PATIENCE).until(() -> Command.at(site, "streams", "list").out(),
                    lines -> lines.getFirst().matches("rec +RETIRED .*\\(the recording was read to its end\\).*"));

            // Then any consumer can read verdicts, and a stop is quick, clean and leaves nobody behind
            await("verdicts").atMost(PATIENCE).until(() -> site.verdicts("rec").size() >= 6);
            verdicts = site.verdicts("rec");
            assertThat(up.stop()).isEqualTo(128 + 15);
            assertThat(up.printed()).doesNotContain("Exception", "\tat ");
            assertThat(folder.resolve("data").resolve("logs").resolve("telltale.log")).content()
                    .contains("service started name=scoring").doesNotContain(" ERROR ");
        }
        try (TelltaleProcess up = up()) {
            // When it is started again, then its data are still there
            Site site = site(up);
            assertThat(Command.at(site, "streams", "list").out()).singleElement().asString().startsWith("rec ");
            assertThat(site.verdicts("rec")).startsWith(verdicts.toArray(String[]::new));
        }
    }

    private TelltaleProcess up() throws Exception {
        return TelltaleProcess.start(folder, "up", "--port", "0", "--registry-port", "0", "--set",
                "data-dir=" + folder.resolve("data"), "--set", "http.port=" + freePort());
    }

    /** Two children want it. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Site site(TelltaleProcess up) {
        up.awaitPrinted("(?m)^ready: ");
        return new Site(up.awaitPrinted("broker +(\\S+)"), up.awaitPrinted("registry +(\\S+)"));
    }

    private static void killed(String child, TelltaleProcess up) {
        long pid = Long.parseLong(up.awaitPrinted(child + " runs as process (\\d+)"));
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly)).contains(true);
        up.awaitPrinted(child + " ended with exit code 137 and is started again in 1 s");
    }
}
