package dev.telltale.ingest;

import dev.telltale.ingest.worker.StreamTask;
import dev.telltale.kit.ServiceContext;

import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Partitions that will be ours as soon as another instance lets go of them, if the group does not think better of it. Used by the group's thread. */
final class Upcoming {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Instant NEVER = Instant.MAX.minus(LONGEST);

    private final ServiceContext context;
    private final TopicScan scan;
    private final Supplier<SpecTable> tables;
    private final Set<TopicPartition> announced = new HashSet<>();
    private Instant since = NEVER;

    /** @param tables makes an empty table of the streams that this group takes */
    Upcoming(ServiceContext context, String client, Supplier<SpecTable> tables) {
        this.context = context;
        this.scan = new TopicScan(context.kafka(), client);
        this.tables = tables;
    }

    /** The group has said so. */
    void announce(Collection<TopicPartition> partitions) {
        announced.addAll(partitions);
    }

    /** The streams of what has been announced since the last time, as they are now. */
    List<StreamTask> read() {
        if (announced.isEmpty()) {
            return List.of();
        }
        SpecTable table = tables.get();
        scan.some(announced, table::apply);
        List<StreamTask> tasks = announced.stream().flatMap(partition -> table.of(partition.partition()).stream())
                .toList();
        announced.clear();
        since = context.clock().instant();
        return tasks;
    }

    /** Whether what was announced should have come long ago; once. */
    boolean isOver() {
        boolean over = !context.clock().instant().isBefore(since.plus(LONGEST));
        since = over ? NEVER : since;
        return over;
    }
}
