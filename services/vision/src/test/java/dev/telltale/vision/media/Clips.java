package dev.telltale.vision.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The shared clips. */
final class Clips {
    private Clips() {}

    static List<Path> shared() throws IOException {
        Path folder = Path.of(System.getProperty("telltale.shared", "../shared"), "data", "clips");
        assumeTrue(Files.isDirectory(folder), "skipped: no shared clips at " + folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(mp4|mpg)")).sorted().toList();
        }
    }
}
