package dev.telltale.local.detect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A path from the command line, looked at from outside; what is in it is for the pipeline to find out. */
public sealed interface FileInput {
    /** As it stands on the command line. */
    String name();

    /**
     * May be judged.
     *
     * @param name as on the command line
     * @param path absolute, without links
     */
    record Usable(String name, Path path) implements FileInput {}

    /**
     * Cannot be judged.
     *
     * @param name as on the command line
     * @param reason why, for a person
     */
    record Unusable(String name, String reason) implements FileInput {}

    /** Looks at a path. */
    static FileInput of(String name) {
        Path path = Path.of(name);
        if (!Files.exists(path)) {
            return new Unusable(name,
                    name.contains("://")
                            ? "addresses are for `telltale streams add`; detect judges files"
                            : "no such file");
        }
        if (Files.isDirectory(path)) {
            return new Unusable(name, "is a directory");
        }
        if (!Files.isRegularFile(path)) {
            return new Unusable(name, "is not a regular file");
        }
        if (!Files.isReadable(path)) {
            return new Unusable(name, "may not be read");
        }
        try {
            return Files.size(path) == 0 ? new Unusable(name, "is empty") : new Usable(name, path.toRealPath());
        } catch (IOException e) {
            return new Unusable(name, "cannot be read: " + e.getMessage());
        }
    }
}
