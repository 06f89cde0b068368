package dev.telltale.ingest.fault;

import dev.telltale.ingest.source.TestSender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** FFmpeg's command line, which sends a clip, or sends it over and over at a hundred times its speed until it is killed. */
final class FfmpegPusher extends Pusher {
    private static final String WITHOUT_END = "-readrate 100 -stream_loop -1 ";

    private final Path folder;
    private final Path clip;
    private final String format;

    /**
     * A pusher of a clip.
     *
     * @param format what to write, for FFmpeg
     */
    FfmpegPusher(String protocol, Path clip, String format) throws IOException {
        super(protocol);
        this.folder = clip.resolveSibling("said");
        Files.createDirectories(folder);
        this.clip = clip;
        this.format = format;
    }

    @Override
    boolean push(boolean whole) throws InterruptedException {
        try (TestSender sender = TestSender.start(folder,
                (whole ? "" : WITHOUT_END) + "-i " + clip + " -c copy " + format + " " + address() + "/" + KEY)) {
            return (!whole || sender.ends()) && awaitMet();
        }
    }
}
