package dev.telltale.ingest.dial;

import dev.telltale.vision.media.InterruptDeadline;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * An open connection. A thread of its own closes the socket when the deadline expires while somebody waits for the other side, or when
 * it is cancelled: a socket's own timeout begins anew with every byte, and a peer that drips would hold us for ever.
 */
public final class Line implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    private final Socket raw;
    private final InterruptDeadline deadline;
    private final Thread watch;
    private volatile boolean waiting = true;
    private volatile boolean closed;
    private volatile Socket socket;

    Line(Socket raw, InterruptDeadline deadline) {
        this.raw = raw;
        this.socket = raw;
        this.deadline = deadline;
        this.watch = Thread.ofVirtual().name("line-watch").start(this::watch);
    }

    /** What the other side sends. */
    public InputStream in() throws IOException {
        return new BufferedInputStream(new Watched(socket.getInputStream()), 1 << 16);
    }

    /** To the other side. */
    public OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    /** The socket, for a library that wants to read and write it by itself. */
    Socket socket() {
        return socket;
    }

    /** Nobody waits for the other side from now on, except in reads of {@link #in}. */
    void settle() {
        waiting = false;
    }

    void becomes(Socket encrypted) {
        socket = encrypted;
    }

    /** Whether the deadline, or somebody who cancelled, has cut it. */
    public boolean isCut() {
        return deadline.expired();
    }

    @Override
    public void close() {
        closed = true;
        watch.interrupt();
        hangUp();
    }

    private void watch() {
        try {
            while (!closed) {
                Thread.sleep(LOOK_MILLIS);
                if (deadline.cancelled() || (waiting && deadline.expired())) {
                    hangUp();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The raw socket, not TLS' own: its close would say goodbye first and may block. */
    private void hangUp() {
        try {
            raw.close();
        } catch (IOException e) {
            closed = true;
        }
    }

    /** Notes when somebody waits. */
    private final class Watched extends FilterInputStream {
        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            waiting = true;
            try {
                return super.read();
            } finally {
                waiting = false;
            }
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            waiting = true;
            try {
                return super.read(into, offset, length);
            } finally {
                waiting = false;
            }
        }
    }
}
