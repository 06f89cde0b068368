package dev.telltale.ingest.fault;

import dev.telltale.ingest.source.TestSender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** FFmpeg's command line, which sends a clip, or sends it over and over at a hundred times its speed until it is killed. */
final class FfmpegPusher extends Pusher {
    private static final String WITHOUT_END = "-readrate 100 -stream_loop -1 ";

    private final Path folder;
    private final String arguments;
    private final boolean ends;

    /**
     * A pusher of a clip.
     *
     * @param to what to write and where to, for FFmpeg
     * @param ends whether the source knows the end of a clip when it is there
     */
    FfmpegPusher(String source, Path clip, String to, boolean ends) throws IOException {
        super(source);
        this.folder = Files.createDirectories(clip.resolveSibling("said"));
        this.arguments = "-i " + clip + " -c copy " + to;
        this.ends = ends;
    }

    @Override
    boolean push(boolean whole) throws InterruptedException {
        boolean toTheEnd = whole && ends;
        try (TestSender sender = TestSender.start(folder, (toTheEnd ? "" : WITHOUT_END) + arguments)) {
            return (!toTheEnd || sender.ends()) && awaitMet();
        }
    }
}
