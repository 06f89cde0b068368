package dev.telltale.trainer.tensors;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

import java.util.function.Supplier;

/**
 * Bounds the life of native objects: whatever a body allocates is freed when it returns, without waiting for the
 * garbage collector, which sees a tensor of 100 MB as a few bytes of Java heap.
 */
public final class NativeScope {
    private NativeScope() {}

    /** Runs the body and frees every native object that it made. */
    public static void run(Runnable body) {
        PointerScope scope = new PointerScope();
        try {
            body.run();
        } finally {
            scope.close();
        }
    }

    /** Like {@link #run}, for a body whose result holds nothing native. */
    public static <T> T call(Supplier<T> body) {
        PointerScope scope = new PointerScope();
        try {
            return body.get();
        } finally {
            scope.close();
        }
    }

    /** Like {@link #call}, without recording gradients. */
    public static <T> T callWithoutGradient(Supplier<T> body) {
        return call(() -> {
            NoGradGuard guard = new NoGradGuard();
            try {
                return body.get();
            } finally {
                guard.close();
            }
        });
    }
}
