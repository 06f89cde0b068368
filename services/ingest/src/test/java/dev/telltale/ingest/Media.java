package dev.telltale.ingest;

import dev.telltale.vision.media.FileBytes;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaPacket;

import org.bytedeco.javacpp.Loader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Media for tests: the shared clips, and what FFmpeg's own command line, which comes in the jar, makes or publishes. */
final class Media {
    private Media() {}

    static List<Path> sharedClips() throws IOException {
        Path folder = Path.of(System.getProperty("telltale.shared", "../shared"), "data", "clips");
        assumeTrue(Files.isDirectory(folder), "skipped: no shared clips at " + folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(mp4|mpg)")).sorted().toList();
        }
    }

    /** A moving test picture with B-frames and one key frame in ten seconds. */
    static Path moving(Path output, int seconds) throws Exception {
        Process process = ffmpeg("-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25:duration=" + seconds, "-c:v",
                "mpeg4", "-bf",
                "2", "-g", "250", output.toString());
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
        return output;
    }

    /** Pushes a file by RTSP at its own speed. */
    static Process publish(Path file, String url) throws IOException {
        return ffmpeg("-re", "-i", file.toString(), "-c", "copy", "-f", "rtsp", "-rtsp_transport", "tcp", url);
    }

    static Process ffmpeg(String... arguments) throws IOException {
        List<String> command = Stream
                .concat(Stream.of(program(), "-v", "error", "-nostdin", "-y"), Stream.of(arguments)).toList();
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Taken out of the jar with its libraries, but not loaded: it would pull in those of sound servers. */
    private static String program() throws IOException {
        Path folder = Loader.cacheResource("/org/bytedeco/ffmpeg/" + Loader.getPlatform() + "/").toPath();
        Path program = folder.resolve(Files.exists(folder.resolve("ffmpeg.exe")) ? "ffmpeg.exe" : "ffmpeg");
        assumeTrue(program.toFile().setExecutable(true), "skipped: no ffmpeg at " + program);
        return program.toString();
    }

    static List<MediaPacket> packets(Path file) throws Exception {
        List<MediaPacket> packets = new ArrayList<>();
        try (MediaInput input = MediaInput.open(FileBytes.open(file), InputLimits.RECORDING,
                new InterruptDeadline(Duration.ofSeconds(20)))) {
            for (MediaPacket packet = input.read(); packet != null; packet = input.read()) {
                packets.add(packet);
            }
        }
        return packets;
    }
}
