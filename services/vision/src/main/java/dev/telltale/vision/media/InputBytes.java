package dev.telltale.vision.media;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where the bytes of an input come from. FFmpeg itself opens nothing: files, sockets and whatever comes later hand it their
 * bytes through this. Used by the reading thread only.
 */
public interface InputBytes extends AutoCloseable {
    /** Name of the input for messages to people: a file's name, a URL without credentials. */
    String name();

    /**
     * Reads at least one byte.
     *
     * @return number of bytes read, or -1 at the end
     * @throws IOException where reading fails; a blocking implementation ends by itself once its deadline has expired
     */
    int read(ByteBuffer into) throws IOException;

    /**
     * What the input begins with, without taking it away; fewer bytes where it is shorter, none where it cannot tell.
     *
     * @param count number of bytes wanted
     */
    default byte[] head(int count) throws IOException {
        return new byte[0];
    }

    /** Number of bytes, or -1 where it is not known: then the input cannot be positioned. */
    default long size() {
        return -1;
    }

    /** Goes to a byte, for inputs with a known size. */
    default void position(long offset) throws IOException {
        throw new IOException("cannot be positioned");
    }

    @Override
    void close() throws IOException;
}
