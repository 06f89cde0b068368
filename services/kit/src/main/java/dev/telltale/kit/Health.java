package dev.telltale.kit;

/** How a service is. */
public sealed interface Health {

    /** Not yet at work: catching up, loading models, waiting for the broker. */
    record Starting(String waitingFor) implements Health {}

    /** At work. */
    record Ready() implements Health {}

    /** At work, but not as it should be: a detector that cannot run, a slower provider. */
    record Degraded(String reason) implements Health {}

    /** Not at work, and will not be without a restart. */
    record Failed(String reason) implements Health {}

    /** On its way out. */
    record Stopping() implements Health {}

    /** Whether work may be sent to it. */
    default boolean isReady() {
        return this instanceof Ready || this instanceof Degraded;
    }

    /** Whether it would be wrong to restart it. */
    default boolean isLive() {
        return !(this instanceof Failed);
    }

    /** In words. */
    default String text() {
        return switch (this) {
            case Starting(var waitingFor) -> "starting: waiting for " + waitingFor;
            case Ready() -> "ready";
            case Degraded(var reason) -> "degraded: " + reason;
            case Failed(var reason) -> "failed: " + reason;
            case Stopping() -> "stopping";
        };
    }

    /** The worse of two, as a process with several services reports it. */
    static Health worse(Health one, Health other) {
        return one.rank() >= other.rank() ? one : other;
    }

    private int rank() {
        return switch (this) {
            case Ready() -> 0;
            case Degraded(var reason) -> 1;
            case Starting(var waitingFor) -> 2;
            case Stopping() -> 3;
            case Failed(var reason) -> 4;
        };
    }
}
