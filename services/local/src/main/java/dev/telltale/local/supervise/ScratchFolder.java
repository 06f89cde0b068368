package dev.telltale.local.supervise;

import org.apache.kafka.common.utils.Utils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that goes with the process. */
final class ScratchFolder implements AutoCloseable {
    private final Path path;

    private ScratchFolder(Path path) {
        this.path = path;
    }

    static ScratchFolder create() {
        try {
            return new ScratchFolder(Files.createTempDirectory("telltale-"));
        } catch (IOException e) {
            throw new SetupException("cannot make a temporary folder: " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }

    /** Deletes it with all it holds. */
    @Override
    public void close() {
        try {
            Utils.delete(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
