package dev.telltale.local.supervise;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ChildTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private Path folder;

    @Test
    void shouldStartAgainWhatEndsAndStopWhatItIsToldTo() throws Exception {
        // Given a child that notes each start and fails
        Path log = folder.resolve("child.log");
        List<String> news = new CopyOnWriteArrayList<>();
        try (Child child = Child.start("failing", List.of("sh", "-c", "echo started; exit 3"), log,
                InstantSource.system(), news::add)) {
            // When, Then it is started again, a second later, and people hear of it
            await().untilAsserted(() -> assertThat(Files.readString(log)).isEqualTo("started\nstarted\n"));
            assertThat(child.text()).startsWith("failing ");
            assertThat(news.getFirst()).startsWith("failing ended with exit code 3 and is started again in 1 s")
                    .endsWith(log.toString());
        }
    }

    @Test
    void shouldEndALivingChildWhenClosed() {
        // Given
        Child child = Child.start("sleeper", List.of("sleep", "60"), folder.resolve("sleeper.log"),
                InstantSource.system(), news -> {});
        long pid = Long.parseLong(child.text().replaceAll("\\D", ""));

        // When
        child.close();

        // Then
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(child.text()).isEqualTo("sleeper stopped");
    }
}
