package dev.telltale.ingest.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** FFmpeg's command line in the background: a sender that knows nothing of us. Where it is absent the test is skipped. */
public final class TestSender implements AutoCloseable {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final Process process;
    private final Path log;

    private TestSender(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it with arguments parted by spaces. */
    public static TestSender start(Path folder, String arguments) {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-nostdin"));
        command.addAll(List.of(arguments.strip().split("\\s+")));
        try {
            Path log = Files.createTempFile(folder, "ffmpeg", ".log");
            return new TestSender(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile())
                    .start(), log);
        } catch (IOException e) {
            assumeTrue(false, "skipped: no ffmpeg command line here (Debian package ffmpeg)");
            throw new UncheckedIOException(e);
        }
    }

    /** Arguments that make test pictures at their own speed, 320 x 240 and 25 a second, as H.264. */
    public static String pictures(int seconds) {
        return "-re -f lavfi -i testsrc2=size=320x240:rate=25:duration=" + seconds
                + " -c:v libx264 -preset ultrafast -tune zerolatency -bf 0 -g 25";
    }

    /** Whether this ffmpeg speaks a protocol; where not, the test is skipped. */
    public static void assumeProtocol(String protocol) throws Exception {
        try {
            Process asked = new ProcessBuilder("ffmpeg", "-v", "quiet", "-protocols").redirectErrorStream(true).start();
            String said = new String(asked.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assumeTrue(List.of(said.split("\\s+")).contains(protocol),
                    "skipped: the ffmpeg command line here does not speak " + protocol);
        } catch (IOException e) {
            assumeTrue(false, "skipped: no ffmpeg command line here (Debian package ffmpeg)");
        }
    }

    /** Waits for its end; true where it is content. */
    public boolean ends() throws InterruptedException {
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    /** What it has complained about. */
    public String said() throws IOException {
        return Files.readString(log);
    }

    /** A port of TCP that is free. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, HERE)) {
            return socket.getLocalPort();
        }
    }

    /** A port of UDP that is free. */
    public static int freeUdpPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, HERE)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
