package dev.telltale.local.supervise;

import java.util.concurrent.CompletableFuture;

/** The process that started this one and watches it, if there is one. */
public final class Supervisor {
    private static final String PID = "supervisor.pid";

    private Supervisor() {}

    /** Whether this process is somebody's child: then the cluster was made ready before it was started. */
    public static boolean isThere() {
        return Long.getLong(PID) != null;
    }

    /** Ends this process with its supervisor, even one that was killed and could not ask for it. */
    public static void endWithIt() {
        Long pid = Long.getLong(PID);
        if (pid == null) {
            return;
        }
        CompletableFuture<?> end = ProcessHandle.of(pid).map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
        var unused = end.thenRun(() -> System.exit(0));
    }

    /** What a child is told. */
    static String property() {
        return "-D" + PID + "=" + ProcessHandle.current().pid();
    }
}
