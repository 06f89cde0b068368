package dev.telltale.vision.media;

import dev.telltale.vision.media.MediaInputException.Fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes of a regular file. Pipes and devices are refused: opening one could block for ever. */
public final class FileBytes implements InputBytes {
    private final String name;
    private final FileChannel channel;

    private FileBytes(String name, FileChannel channel) {
        this.name = name;
        this.channel = channel;
    }

    /** Opens a file for reading; says in one line why it cannot. */
    public static FileBytes open(Path file) throws MediaInputException {
        String name = file.toString();
        if (!Files.exists(file)) {
            throw new MediaInputException(Fault.MISSING, name, Files.isSymbolicLink(file)
                    ? "is a link that leads nowhere, or in a circle"
                    : "there is no such file");
        }
        if (Files.isDirectory(file)) {
            throw new MediaInputException(Fault.NOT_A_FILE, name, "is a directory, not a file");
        }
        if (!Files.isRegularFile(file)) {
            throw new MediaInputException(Fault.NOT_A_FILE, name, "is a device or a pipe, not a regular file");
        }
        try {
            return new FileBytes(name, FileChannel.open(file, StandardOpenOption.READ));
        } catch (IOException e) {
            throw new MediaInputException(Fault.NOT_A_FILE, name, "cannot be read (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    public long size() {
        try {
            return channel.size();
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void position(long offset) throws IOException {
        channel.position(offset);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
