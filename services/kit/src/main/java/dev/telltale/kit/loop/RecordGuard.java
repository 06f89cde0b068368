package dev.telltale.kit.loop;

import dev.telltale.kit.Health;

import com.sun.management.OperatingSystemMXBean;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Stands round the handling of records whose bytes come from strangers. It remembers which record was under way when the
 * process died, and tells when one takes more CPU time than a record may: native code that never returns can only be ended
 * with its process.
 */
final class RecordGuard implements AutoCloseable {
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
            .getOperatingSystemMXBean();
    private static final long NONE = Long.MIN_VALUE;

    private final CrashJournal journal;
    private final Duration cpuPerRecord;
    private volatile long begunAt = NONE;
    private volatile String underWay = "";

    private RecordGuard(CrashJournal journal, Duration cpuPerRecord) {
        this.journal = journal;
        this.cpuPerRecord = cpuPerRecord;
    }

    /** With a journal in this file, and this much CPU time of the process for each record. */
    static RecordGuard open(Path journal, Duration cpuPerRecord) {
        return new RecordGuard(CrashJournal.open(journal), cpuPerRecord);
    }

    /** The record is handled from now on. */
    void begin(ConsumerRecord<byte[], byte[]> record) {
        journal.begin(record);
        underWay = record.topic() + "-" + record.partition() + " at offset " + record.offset();
        begunAt = SYSTEM.getProcessCpuTime();
    }

    /** The process has survived it. */
    void end() {
        begunAt = NONE;
        journal.end();
    }

    /** How many processes it has ended. */
    int deaths(ConsumerRecord<byte[], byte[]> record) {
        return journal.deaths(record);
    }

    /** It has been handled or given up for good. */
    void forget(ConsumerRecord<byte[], byte[]> record) {
        journal.forget(record);
    }

    /** Failed where the record under way has used up its time. From any thread. */
    Optional<Health> health() {
        var begun = begunAt;
        if (begun == NONE || SYSTEM.getProcessCpuTime() - begun < cpuPerRecord.toNanos()) {
            return Optional.empty();
        }
        return Optional.of(
                new Health.Failed("%s has taken more than %d s of CPU time; the next process will be careful with it"
                        .formatted(underWay, cpuPerRecord.toSeconds())));
    }

    @Override
    public void close() {
        journal.close();
    }
}
