package dev.telltale.ingest.worker;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * Remembers, across the death of its process, whether the bytes of a stream were in native code at that moment: they may have
 * ended it, and with it the work on all other streams. A stream under suspicion {@value #MOST_DEATHS} times is given up.
 *
 * <p>
 * One small file for each stream that is being read, mapped into memory: what is written there outlives the process and costs
 * no call. A killed process leaves the same trace as a crashed one, so suspicion ends: of a recording with {@link #passed}, of
 * a live source after an hour. Written by the thread that reads the stream, and by the watchdog's {@link #passed}.
 */
final class SourceJournal implements AutoCloseable {
    /** A stream whose bytes were at work at the end of so many processes is given up. */
    static final int MOST_DEATHS = 2;
    /** A live source that has done no harm for so long is above suspicion. */
    static final Duration FORGIVEN_AFTER = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(SourceJournal.class);
    private static final int FORMAT = 0x54_54_53_31;
    private static final int FORMAT_AT = 0;
    private static final int WORK_AT = 4;
    private static final int DEATHS_AT = 8;
    private static final int DIED_AT = 16;
    private static final int BYTES = 24;
    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final @Nullable Path file;
    private final ByteBuffer bytes;

    private SourceJournal(@Nullable Path file, ByteBuffer bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** Opens the journal of a stream and counts the death of the process before this one. Where that cannot be, the log says so. */
    static SourceJournal open(Path folder, String stream, InstantSource clock) {
        Path file = folder.resolve(UUID.nameUUIDFromBytes(stream.getBytes(StandardCharsets.UTF_8)).toString());
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE)) {
                SourceJournal journal = new SourceJournal(file, channel.map(MapMode.READ_WRITE, 0, BYTES));
                journal.count(stream, clock.instant());
                return journal;
            }
        } catch (IOException e) {
            LOG.warn("bytes that end the process will not be told stream={} file={} error={}", stream, file,
                    e.toString());
            return new SourceJournal(null, ByteBuffer.allocateDirect(BYTES));
        }
    }

    private void count(String stream, Instant now) {
        if (bytes.getInt(FORMAT_AT) != FORMAT || suspectedBefore(now.minus(FORGIVEN_AFTER))) {
            bytes.putInt(DEATHS_AT, 0);
        }
        bytes.putInt(FORMAT_AT, FORMAT);
        if (bytes.getInt(WORK_AT) == 1) {
            bytes.putInt(DEATHS_AT, bytes.getInt(DEATHS_AT) + 1).putLong(DIED_AT, now.getEpochSecond());
            LOG.warn("the process before this one ended while native code read the stream stream={} deaths={}", stream,
                    bytes.getInt(DEATHS_AT));
        }
        bytes.putInt(WORK_AT, 0);
    }

    private boolean suspectedBefore(Instant time) {
        return bytes.getLong(DIED_AT) < time.getEpochSecond();
    }

    /** How many processes have ended while its bytes were in native code. */
    int deaths() {
        return bytes.getInt(DEATHS_AT);
    }

    /** What ended them has been survived, or is not read any more. */
    void passed() {
        bytes.putInt(DEATHS_AT, 0);
    }

    /** Native code is at work from now on. */
    void enter() {
        INTS.setVolatile(bytes, WORK_AT, 1);
    }

    /** It has returned, or waits for bytes. */
    void leave() {
        INTS.setVolatile(bytes, WORK_AT, 0);
    }

    /** Whoever closes has survived; only suspicion is kept. */
    @Override
    public void close() {
        try {
            if (file != null && deaths() == 0) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("journal cannot be deleted file={} error={}", file, e.toString());
        }
    }
}
