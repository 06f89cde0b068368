package dev.telltale.kit.loop;

import dev.telltale.kit.Health;
import dev.telltale.kit.ServiceContext;
import dev.telltale.schemas.Topic;

import org.apache.avro.specific.SpecificRecord;

import java.time.Duration;

/**
 * Consume, transform, produce: reads a topic as a member of a group, hands each record to a handler, and writes what it
 * makes together with the offsets in one transaction.
 *
 * <p>
 * A failure aborts, makes the handler forget ({@link TransactionalHandler#revoked}) and begins again at the committed
 * offsets, so that a handler never has to undo anything. A record that cannot be read, or fails three times, goes to the
 * dead letters, and so does one over which two processes have died: see {@link CrashJournal}.
 */
public final class TransactionalLoop implements AutoCloseable {
    private final Loop loop;
    private final RecordGuard guard;

    private TransactionalLoop(Loop loop, RecordGuard guard) {
        this.loop = loop;
        this.guard = guard;
    }

    /**
     * How a loop works.
     *
     * @param name of the service; names group, member and transactional id
     * @param input what is read
     * @param type of its values
     * @param commitEvery longest time of work that one transaction holds; memory bounds it too
     * @param cpuPerRecord CPU time of the process after which handling one record is a failure that only its end can mend
     */
    public record Plan<T extends SpecificRecord>(String name, Topic input, Class<T> type, Duration commitEvery,
            Duration cpuPerRecord) {}

    /** Starts it. */
    public static <T extends SpecificRecord> TransactionalLoop start(ServiceContext context, Plan<T> plan,
            TransactionalHandler<T> handler) {
        var journal = context.config().dataDir().resolve("journal")
                .resolve(plan.name() + "-" + context.config().instance());
        var guard = RecordGuard.open(journal, plan.cpuPerRecord());
        var work = new TransactionalWork<>(context, plan, handler, guard);
        return new TransactionalLoop(new Loop(plan.name(), work, IdleRule.none(), context.metrics()).start(), guard);
    }

    /** Ready once it is a member of its group; failed for good where a record takes more CPU time than it may. */
    public Health health() {
        return guard.health().orElseGet(loop::health);
    }

    /** Whether a record is still being handled. */
    public boolean isAlive() {
        return loop.isAlive();
    }

    /** Finishes and commits the record under way; partitions come back to the handler as revoked. */
    public void close(Duration drain) {
        loop.close(drain);
    }

    @Override
    public void close() {
        loop.close();
    }
}
