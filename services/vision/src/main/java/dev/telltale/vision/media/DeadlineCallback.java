package dev.telltale.vision.media;

import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Makes FFmpeg ask whether to go on wherever it waits or loops. JavaCPP gives out only ten native entry points for a type of
 * callback, so all share one and are told apart by the address of a token that FFmpeg hands back.
 */
final class DeadlineCallback implements AutoCloseable {
    private static final Map<Long, BooleanSupplier> OPEN = new ConcurrentHashMap<>();
    private static final Ask ASK = new Ask();

    private final BytePointer token = new BytePointer(1);

    /** A callback; FFmpeg stops where it is as soon as this says true. */
    DeadlineCallback(BooleanSupplier expired) {
        OPEN.put(token.address(), expired);
    }

    void install(AVIOInterruptCB callback) {
        callback.callback(ASK).opaque(token);
    }

    /** Only after FFmpeg has closed what asks. */
    @Override
    public void close() {
        OPEN.remove(token.address());
        token.close();
    }

    private static final class Ask extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer opaque) {
            BooleanSupplier expired = OPEN.get(opaque.address());
            return expired == null || expired.getAsBoolean() ? 1 : 0;
        }
    }
}
