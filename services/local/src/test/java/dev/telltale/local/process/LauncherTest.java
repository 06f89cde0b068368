package dev.telltale.local.process;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The launcher, over a checkout that is built, with a JDK that only writes down what it was asked for. */
class LauncherTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private Path folder;

    @BeforeEach
    void build() throws IOException {
        Files.copy(Path.of("..", "..", "telltale"), folder.resolve("telltale"));
        Path state = Files.createDirectories(folder.resolve(".telltale").resolve("launcher"));
        Path jar = Files.createFile(folder.resolve("telltale.jar"));
        Files.writeString(state.resolve("class-path"), jar.toString());
        Files.createFile(state.resolve("built"));
        Path bin = Files.createDirectories(folder.resolve("jdk").resolve("bin"));
        Files.writeString(folder.resolve("jdk").resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
        script(bin.resolve("javac"), "exit 1");
        script(bin.resolve("java"), """
                echo "$*" >> %s
                for word in "$@"; do
                    case $word in -XX:SharedArchiveFile=*) : > "${word#*=}" ;; esac
                done
                """.formatted(folder.resolve("asked")));
    }

    @Test
    void shouldSayThatItPreparesFastStartsAndDoSoOnce() throws Exception {
        // When
        List<String> first = said("detect", "film.mp4");
        List<String> second = said("detect", "film.mp4");

        // Then
        assertThat(first).containsExactly("Preparing fast starts (once for each build and JDK, some seconds)");
        assertThat(second).isEmpty();
        List<String> asked = Files.readAllLines(folder.resolve("asked"));
        assertThat(asked).hasSize(4);
        assertThat(asked.get(0)).endsWith(" warm-up");
        assertThat(asked.get(1)).contains("-Xshare:dump");
        assertThat(asked.subList(2, 4)).allMatch(line -> line.contains("-XX:SharedArchiveFile=")
                && line.endsWith("dev.telltale.local.cli.Main detect film.mp4"));
    }

    /** Lines on standard output and error. */
    private List<String> said(String... words) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", folder.resolve("telltale").toString())
                .redirectErrorStream(true).redirectOutput(said.toFile());
        builder.command().addAll(List.of(words));
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        assertThat(builder.start().waitFor()).isZero();
        return Files.readAllLines(said);
    }

    private static void script(Path file, String lines) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
