package dev.telltale.local.supervise;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Closes what was started when the process is told to stop, and only then lets the virtual machine end. Left to itself it would
 * run all shutdown hooks at once, and ONNX Runtime's takes away under running inference what that stands on.
 *
 * <p>
 * The JDK's handlers of signals are in its module {@code jdk.unsupported}, which compilers warn of; hence by reflection, as
 * Kafka does it. Where they are missing, the shutdown hook of {@link Parts} remains.
 */
public final class Signals {
    /** What is told to stop, and its number. */
    private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);
    /** What a shell adds to the number of the signal that ended a process. */
    private static final int ENDED_BY_SIGNAL = 128;

    private static final CountDownLatch WORK_ENDED = new CountDownLatch(1);

    private Signals() {}

    /** Handles them from now on; the calling thread is the one that works, and is interrupted. */
    public static void handle() {
        Thread worker = Thread.currentThread();
        NUMBERS.forEach((name, number) -> {
            try {
                handle(name, () -> end(worker, ENDED_BY_SIGNAL + number));
            } catch (ReflectiveOperationException | RuntimeException missing) {
                // Left to the virtual machine. No word of it in a log: those are set up later than this.
            }
        });
    }

    /**
     * Waits for the end of the process where it has been told to stop, and returns at once where it has not. For the thread that
     * works, as the last thing it does: what it was about to start is closed by now.
     */
    public static void awaitEnd() {
        WORK_ENDED.countDown();
        while (Stopping.now()) {
            LockSupport.park(WORK_ENDED);
        }
    }

    private static void handle(String name, Runnable then) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        InvocationHandler calls = (proxy, method, arguments) -> answer(proxy, method, arguments, then);
        Object proxy = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[]{handler}, calls);
        signal.getMethod("handle", signal, handler).invoke(null, signal.getConstructor(String.class).newInstance(name),
                proxy);
    }

    @SuppressWarnings("ReferenceEquality") // equals of a proxy would come here again
    private static Object answer(Object proxy, Method method, Object[] arguments, Runnable then) {
        return switch (method.getName()) {
            case "handle" -> {
                then.run();
                yield proxy;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "signal handler";
        };
    }

    /** The second time there is no waiting. */
    private static void end(Thread worker, int status) {
        if (!Stopping.begin()) {
            Runtime.getRuntime().halt(status);
        }
        Parts.closeAll(worker, WORK_ENDED);
        System.exit(status);
    }
}
