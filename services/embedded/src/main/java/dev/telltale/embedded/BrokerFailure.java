package dev.telltale.embedded;

import kafka.server.FaultHandlerFactory;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CompletableFuture;

/**
 * Collects what a broker dies of.
 *
 * <p>
 * A broker on its own machine halts its process when its disk fails; inside another program that would take everything
 * down without a word. Here the first failure completes a future with one readable line instead.
 */
final class BrokerFailure implements FaultHandlerFactory {
    private static final Logger log = LoggerFactory.getLogger(BrokerFailure.class);

    private final BrokerFolder folder;
    private final CompletableFuture<EmbeddedException> first = new CompletableFuture<>();

    BrokerFailure(BrokerFolder folder) {
        this.folder = folder;
    }

    /** Completes when the broker has died. */
    CompletableFuture<EmbeddedException> future() {
        return first;
    }

    /** Kafka halts the JVM by this one procedure for all brokers in it; the newest broker takes it over. */
    void takeOverHalt() {
        Exit.setHaltProcedure((status, message) -> {
            throw died(message == null ? "halted with status " + status : message, null);
        });
        Exit.setExitProcedure((status, message) -> {
            throw died(message == null ? "ended with status " + status : message, null);
        });
    }

    @Override
    public FaultHandler build(String name, boolean fatal, Runnable action) {
        return (message, cause) -> {
            log.warn("broker fault where={} fatal={} message={}", name, fatal, message, cause);
            action.run();
            return fatal ? died(message, cause) : new EmbeddedException(message);
        };
    }

    /** The first failure counts; what follows from it is noise. */
    EmbeddedException died(String message, @Nullable Throwable cause) {
        var line = "the broker in " + folder.path() + " has stopped: " + message;
        var failure = cause == null ? new EmbeddedException(line) : new EmbeddedException(line, cause);
        if (first.complete(failure)) {
            log.error("broker died message={}", failure.getMessage());
        }
        return failure;
    }

    /** What the disk guard says. */
    void diskFull() {
        died("disk full: " + folder.freeBytes() + " bytes free, " + DiskGuard.RESERVED_BYTES
                + " are kept in reserve; make room and start again, nothing acknowledged is lost", null);
    }
}
