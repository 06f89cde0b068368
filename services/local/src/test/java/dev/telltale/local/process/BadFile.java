package dev.telltale.local.process;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

import javax.imageio.ImageIO;

/** What people put on a command line by mistake or on purpose, and what they are told. */
enum BadFile {
    MISSING("there is no such file", (path, good) -> path),
    DIRECTORY("is a directory", (path, good) -> Files.createDirectory(path)),
    TEXT("is text", (path, good) -> Files.writeString(path, "a letter, not a film\n".repeat(99))),
    EMPTY("is empty", (path, good) -> Files.createFile(path)),
    PLAYLIST("is a playlist", (path, good) -> Files.writeString(path,
            "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n")),
    ZEROS("is not a video of a known kind", (path, good) -> Files.write(path, new byte[1 << 16])),
    TRUNCATED("damaged or truncated", (path, good) -> Files.write(path, Arrays.copyOf(Files.readAllBytes(good), 4096))),
    AUDIO_ONLY("has no video stream", (path, good) -> Files.write(path, Containers.sound())),
    HUGE_VIDEO("has pictures of 16000 x 16000", (path, good) -> Files.write(path, Containers.film(16_000, 16_000))),
    HUGE_PICTURE("is not a video of a known kind",
            (path, good) -> ImageIO.write(new BufferedImage(16_000, 16_000, BufferedImage.TYPE_BYTE_BINARY),
                    "png", path.toFile()));

    /** Writes a file beside a good one. */
    @FunctionalInterface
    private interface Maker {
        Object make(Path path, Path good) throws IOException;
    }

    final String says;
    @SuppressWarnings("ImmutableEnumChecker") // a function
    private final Maker maker;

    BadFile(String says, Maker maker) {
        this.says = says;
        this.maker = maker;
    }

    /** Named like a film, whatever it is. */
    Path in(Path folder, Path good) throws IOException {
        Path path = folder.resolve(fileName());
        maker.make(path, good);
        return path;
    }

    String fileName() {
        return name().toLowerCase(Locale.ROOT) + ".mp4";
    }
}
