package dev.telltale.local.supervise;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

class MemoryLimitTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private Path folder;

    @Test
    void shouldBoundWhatTheCommandBehindItMayAllocate() throws Exception {
        List<String> words = MemoryLimit.words(1024);
        assumeFalse(words.isEmpty(), "skipped: no prlimit on the path");
        List<String> command = new ArrayList<>(words);
        command.addAll(List.of("cat", "/proc/self/limits"));

        Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
        String limits = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(limits).containsPattern("Max data size +" + (5L << 30) + " ")
                .containsPattern("Max core file size +0 ");
    }
}
