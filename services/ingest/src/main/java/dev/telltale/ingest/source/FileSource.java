package dev.telltale.ingest.source;

import dev.telltale.vision.media.FileBytes;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.PacketSource;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;

/** A file: {@code file:///path}. */
public final class FileSource implements StreamSource {
    private final Path file;

    /** The file that the address names. */
    public FileSource(URI uri) throws RefusedSourceException {
        try {
            this.file = Path.of(uri);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new RefusedSourceException(
                    uri + " does not name a file: file:///absolute/path is needed (" + e.getMessage() + ")");
        }
    }

    @Override
    public boolean isRecording() {
        return true;
    }

    @Override
    public String waitingFor() {
        return "opening " + file;
    }

    @Override
    public PacketSource open(InterruptDeadline deadline) throws MediaInputException {
        return MediaInput.open(FileBytes.open(file), InputLimits.RECORDING, deadline);
    }
}
