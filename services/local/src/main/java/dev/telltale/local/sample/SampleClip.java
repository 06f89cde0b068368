package dev.telltale.local.sample;

import dev.telltale.local.sample.media.ClipWriter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * The clip of `telltale detect --sample`: a rendered presenter speaks for fourteen seconds; from {@link #SWAP_FROM} on
 * another rendered face is blended over the presenter's, with the seams and the change of colour, light and proportions
 * that a face swap leaves. The same bytes on every machine with the same FFmpeg.
 */
public final class SampleClip {
    /** How long it lasts. */
    public static final Duration LENGTH = Duration.ofSeconds(14);
    /** When the second face comes. */
    public static final Duration SWAP_FROM = Duration.ofSeconds(4);
    /** Width of the picture. */
    public static final int WIDTH = 640;
    /** Height of the picture. */
    public static final int HEIGHT = 480;
    private static final int FRAMES_PER_SECOND = 25;
    private static final int EDITION = 2;

    private SampleClip() {}

    /** The clip in {@code folder}; made on the first call, which takes a few seconds. */
    public static Path in(Path folder) {
        Path clip = folder.resolve("telltale-sample-" + EDITION + ".mp4");
        if (Files.exists(clip)) {
            return clip;
        }
        try {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, "sample", ".mp4");
            try {
                write(unfinished);
                return Files.move(unfinished, clip, StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the sample clip to " + folder, e);
        }
    }

    private static void write(Path file) {
        write(file, WIDTH, HEIGHT, FRAMES_PER_SECOND, LENGTH);
    }

    /** Writes its beginning in pictures of another size, so many a second: a face for whoever needs one soon. */
    public static void write(Path file, int width, int height, int framesPerSecond, Duration length) {
        Studio studio = new Studio(width, height);
        try (ClipWriter writer = ClipWriter.open(file, width, height, framesPerSecond)) {
            for (int frame = 0; frame < length.toMillis() * framesPerSecond / 1000; frame++) {
                double seconds = (double) frame / framesPerSecond;
                double swap = seconds < SWAP_FROM.toSeconds() ? 0 : 1;
                writer.write(studio.picture(frame, Pose.at(seconds), swap));
            }
        }
    }
}
