package dev.telltale.vision.media;
import org.bytedeco.javacpp.Loader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Media for tests: the shared clips, and what FFmpeg's own command line, which comes in the jar, makes of nothing. */
final class Clips {
    private Clips() {}

    static List<Path> shared() throws IOException {
        Path folder = Path.of(System.getProperty("telltale.shared", "../shared"), "data", "clips");
        assumeTrue(Files.isDirectory(folder), "skipped: no shared clips at " + folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(mp4|mpg)")).sorted().toList();
        }
    }

    /** Runs FFmpeg; the output is the last argument. */
    static Path make(String... arguments) throws Exception {
        Process process = new ProcessBuilder(Stream
                .concat(Stream.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class), "-v", "error", "-nostdin", "-y"),
                        Stream.of(arguments))
                .toList()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("ffmpeg " + String.join(" ", arguments) + ": " + said);
        }
        return Path.of(arguments[arguments.length - 1]);
    }

    /** A moving test picture in MPEG-4 part 2 with B-frames. */
    static Path moving(Path output, int seconds, String... more) throws Exception {
        return make(Stream
                .of(Stream.of("-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25:duration=" + seconds, "-c:v", "mpeg4",
                        "-bf", "2", "-g", "250"), Stream.of(more), Stream.of(output.toString()))
                .flatMap(part -> part).toArray(String[]::new));
    }
}
