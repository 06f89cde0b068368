package dev.telltale.ingest.source.rtsp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** GStreamer's RTSP server as a process: somebody else's idea of RTSP. Debian: gir1.2-gst-rtsp-server-1.0, python3-gi. */
public final class GstServer implements AutoCloseable {
    private final Process process;
    private final int port;

    private GstServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static GstServer start(Path folder, Path clip, String... auth) throws IOException, InterruptedException {
        Path script = folder.resolve("gst_server.py");
        try (InputStream text = Objects.requireNonNull(GstServer.class.getResourceAsStream("gst_server.py"))) {
            Files.write(script, text.readAllBytes());
        }
        for (String python : List.of("/usr/bin/python3", "python3")) {
            List<String> command = new ArrayList<>(List.of(python, script.toString(), clip.toString()));
            command.addAll(List.of(auth));
            Process process = begin(command, folder.resolve("gst.log"));
            String port = process == null
                    ? null
                    : new BufferedReader(
                            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
            if (process != null && port != null) {
                return new GstServer(process, Integer.parseInt(port));
            }
        }
        assumeTrue(false, "skipped: no GStreamer RTSP server here (Debian: gir1.2-gst-rtsp-server-1.0 python3-gi "
                + "gstreamer1.0-plugins-good gstreamer1.0-plugins-bad)");
        throw new IllegalStateException();
    }

    private static @org.jspecify.annotations.Nullable Process begin(List<String> command, Path log) {
        try {
            return new ProcessBuilder(command).redirectError(log.toFile()).start();
        } catch (IOException e) {
            return null;
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
