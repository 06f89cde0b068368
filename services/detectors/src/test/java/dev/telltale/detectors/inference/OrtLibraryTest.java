package dev.telltale.detectors.inference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class OrtLibraryTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private Path folder;

    /** What the JVM below runs: it loads the library and ends as by kill -9, without any tidying up. */
    static final class Starts {
        private Starts() {}

        public static void main(String[] arguments) {
            OrtLibrary.keepIn(Path.of(arguments[0]));
            OrtLibrary.keepIn(Path.of("a folder that is named too late"));
            assertThat(OrtRuntime.environment()).isNotNull();
            Runtime.getRuntime().halt(7);
        }
    }

    @Test
    void shouldLeaveOneCopyHoweverManyProcessesAreKilled() throws Exception {
        // Given
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path cache = folder.resolve("cache");

        // When
        start(cache, temporary);
        Map<Path, FileTime> first = files(cache);
        start(cache, temporary);

        // Then
        assertThat(first.keySet()).extracting(file -> file.getFileName().toString()).contains(
                System.mapLibraryName("onnxruntime"), System.mapLibraryName("onnxruntime4j_jni"));
        assertThat(files(cache)).isEqualTo(first);
        assertThat(files(temporary)).isEmpty();
    }

    @Test
    void shouldReplaceAFileThatIsNotWhole() throws Exception {
        // Given
        assertThat(OrtLibrary.unpack(folder, OrtLibrary.platform())).isTrue();
        Path library = folder.resolve(System.mapLibraryName("onnxruntime4j_jni"));
        byte[] whole = Files.readAllBytes(library);
        Files.write(library, List.of("cut"));

        // When
        OrtLibrary.unpack(folder, OrtLibrary.platform());

        // Then
        assertThat(library).hasBinaryContent(whole);
    }

    @Test
    void shouldLeaveAnUnknownPlatformToOnnxRuntime() throws Exception {
        assertThat(OrtLibrary.unpack(folder, "plan9-mips")).isFalse();
    }

    private static void start(Path cache, Path temporary) throws IOException, InterruptedException {
        Path said = Files.createTempFile(temporary.getParent(), "said", ".txt");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temporary, "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Starts.class.getName(), cache.toString()).redirectErrorStream(true).redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isEqualTo(7);
    }

    private static Map<Path, FileTime> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(Function.identity(), OrtLibraryTest::changed));
        }
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.from(Instant.EPOCH);
        }
    }
}
