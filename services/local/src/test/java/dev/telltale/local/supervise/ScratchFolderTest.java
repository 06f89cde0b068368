package dev.telltale.local.supervise;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class ScratchFolderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private Path parent;

    @Test
    void shouldDeleteWhatAKilledProcessLeftAndNothingElse() throws IOException {
        // Given what a killed process leaves, a folder in use, and one of somebody else
        Path left = parent.resolve("telltale-1");
        Files.createDirectories(left.resolve("broker"));
        Files.createFile(left.resolve("in-use"));
        Path foreign = Files.createDirectory(parent.resolve("telltale-notes"));
        try (ScratchFolder other = ScratchFolder.createIn(parent)) {
            // When
            try (ScratchFolder mine = ScratchFolder.createIn(parent)) {
                // Then
                assertThat(left).doesNotExist();
                assertThat(foreign).exists();
                assertThat(other.path()).exists();
                assertThat(mine.path()).exists().isNotEqualTo(other.path());
            }
            assertThat(other.path()).exists();
        }
        assertThat(parent).isDirectoryContaining(foreign::equals);
        assertThat(parent.toFile().list()).hasSize(1);
    }
}
