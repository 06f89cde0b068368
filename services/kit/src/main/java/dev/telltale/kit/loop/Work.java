package dev.telltale.kit.loop;

/** One round of a loop, called again and again by its one thread. */
@FunctionalInterface
public interface Work {

    /**
     * Does what there is to do.
     *
     * @return whether there was anything
     * @throws FatalException ends the loop
     * @throws Exception is counted and logged; the loop goes on after a rest
     */
    boolean run() throws Exception;

    /** Ends a wait inside {@link #run()}; from any thread. */
    default void wakeup() {}

    /** Frees what the work holds; on the loop's thread, after the last round. */
    default void close() {}
}
