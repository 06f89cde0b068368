package dev.telltale.vision.media;

import dev.telltale.vision.Picture;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Decodes on a thread of its own while the caller looks at the pictures: decoding is about a third of what a picture costs.
 * Pictures come to the caller's thread, in order, a few ahead at most; nothing runs between two calls, so what comes out is
 * what a decoder alone would hand out.
 */
public final class DecodeAhead implements AutoCloseable {
    private static final int AHEAD = 4;

    private final ExecutorService thread = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("decode-ahead").factory());

    /** What the decoding thread hands over. */
    private sealed interface Handed {
        record Decoded(Picture picture) implements Handed {}

        record End() implements Handed {}
    }

    /**
     * Feeds packets to a decoder; {@code sink} takes over the pictures that come out. Where the sink fails, the packets are
     * decoded to their end, the pictures closed, and its exception thrown.
     *
     * @param drain whether the stream ends with these packets
     */
    public void feed(PacketDecoder decoder, List<MediaPacket> packets, boolean drain, Consumer<? super Picture> sink) {
        BlockingQueue<Handed> queue = new ArrayBlockingQueue<>(AHEAD);
        Future<?> decoding = thread.submit(() -> {
            try {
                packets.forEach(packet -> decoder.decode(packet, picture -> put(queue, new Handed.Decoded(picture))));
                if (drain) {
                    decoder.drain(picture -> put(queue, new Handed.Decoded(picture)));
                }
            } finally {
                put(queue, new Handed.End());
            }
        });
        RuntimeException failed = null;
        while (take(queue) instanceof Handed.Decoded(Picture picture)) {
            if (failed != null) {
                picture.close();
                continue;
            }
            try {
                sink.accept(picture);
            } catch (RuntimeException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
        join(decoding);
    }

    private static void put(BlockingQueue<Handed> queue, Handed next) {
        uninterruptibly(() -> {
            queue.put(next);
            return next;
        });
    }

    private static Handed take(BlockingQueue<Handed> queue) {
        return uninterruptibly(queue::take);
    }

    private static void join(Future<?> decoding) {
        try {
            uninterruptibly(() -> {
                decoding.get();
                return decoding;
            });
        } catch (IllegalStateException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    private interface Waiting<T> {
        T get() throws InterruptedException, ExecutionException;
    }

    /** Both threads end soon whatever happens; a picture left in between would never be closed. */
    private static <T> T uninterruptibly(Waiting<T> waiting) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return waiting.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("decoding failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the thread. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
