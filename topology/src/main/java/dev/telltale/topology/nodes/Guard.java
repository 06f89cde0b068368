package dev.telltale.topology.nodes;

import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.WindowMark;
import dev.telltale.schemas.WindowScore;
import dev.telltale.topology.rules.DropReason;
import dev.telltale.topology.rules.RejectedRecordException;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * The door of the topology: nothing that is dated into the future, misnamed or no number passes. What it refuses is dead-lettered by
 * {@link dev.telltale.topology.errors.PoisonRecordHandler}, which has the original bytes.
 *
 * @param <V> what comes to this door
 */
public final class Guard<V> extends ContextualProcessor<String, V, String, Input> {
    private final Check<V> check;

    /** Looks at a record and wraps it; throws {@link RejectedRecordException} for poison. */
    private interface Check<V> {
        Input pass(String key, @Nullable V value, long arrived);
    }

    private Guard(Check<V> check) {
        this.check = check;
    }

    /** The door for marks. */
    public static Guard<WindowMark> marks(Duration maxAhead) {
        return new Guard<>((key, mark, arrived) -> {
            var present = present(mark);
            MarkChecks.check(key, present, arrived, maxAhead);
            return new Input.Marked(present);
        });
    }

    /** The door for scores. */
    public static Guard<WindowScore> scores(Duration maxAhead) {
        return new Guard<>((key, score, arrived) -> {
            var present = present(score);
            ScoreChecks.check(key, present, arrived, maxAhead);
            return new Input.Scored(present);
        });
    }

    /** The door for specs; no value removes the stream. */
    public static Guard<StreamSpec> specs() {
        return new Guard<>((key, spec, arrived) -> {
            Checks.stream(key, spec == null ? key : spec.getStream());
            return new Input.Specified(spec);
        });
    }

    @Override
    public void process(Record<String, V> record) {
        if (record.key() == null) {
            throw new RejectedRecordException(DropReason.NULL_KEY, "no key");
        }
        context().forward(record.withValue(check.pass(record.key(), record.value(), record.timestamp())));
    }

    private static <V> V present(@Nullable V value) {
        if (value == null) {
            throw new RejectedRecordException(DropReason.NULL_VALUE, "no value");
        }
        return value;
    }
}
