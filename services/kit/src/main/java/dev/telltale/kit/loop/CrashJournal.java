package dev.telltale.kit.loop;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Crc32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * Remembers, across the death of its process, which record was being handled: foreign bytes can end a process in native
 * code, where nothing is caught. The next process counts that as a death; a record that has caused {@value #MOST_DEATHS}
 * is not handled again.
 *
 * <p>
 * The file holds the number of a format, the record under way and the suspects, and is written whole with one call before
 * and after each record: enough against the end of a process, which the page cache outlives. Not thread-safe.
 */
final class CrashJournal implements AutoCloseable {
    /** A record that ends its process this often is given up. */
    static final int MOST_DEATHS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(CrashJournal.class);
    private static final int FORMAT = 0x54_54_4a_31;
    private static final int PLACE_BYTES = Integer.BYTES + 2 * Long.BYTES;
    private static final int MOST_SUSPECTS = 64;
    private static final int MOST_BYTES = 3 * Integer.BYTES + PLACE_BYTES
            + MOST_SUSPECTS * (PLACE_BYTES + Integer.BYTES);

    private final @Nullable FileChannel channel;
    private final Map<Place, Integer> deaths = new LinkedHashMap<>();
    private @Nullable Place underWay;

    /** A record, known again by its content: another cluster may have another one at the same offset. */
    private record Place(int partition, long offset, long checksum) {
        static Place of(ConsumerRecord<byte[], byte[]> record) {
            byte[] value = record.value();
            return new Place(record.partition(), record.offset(),
                    value == null ? 0 : Crc32C.compute(value, 0, value.length));
        }

        static Place read(ByteBuffer bytes) {
            return new Place(bytes.getInt(), bytes.getLong(), bytes.getLong());
        }

        void write(ByteBuffer bytes) {
            bytes.putInt(partition).putLong(offset).putLong(checksum);
        }
    }

    private CrashJournal(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens the journal of a loop, and counts the death of the process before this one, where it died at work. Where the
     * file cannot be written, nothing is remembered, and the log says so.
     */
    static CrashJournal open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var channel = FileChannel.open(file, CREATE, READ, WRITE);
            var journal = new CrashJournal(channel);
            journal.read(channel, file);
            return journal;
        } catch (IOException e) {
            LOG.warn("records that end the process will not be told file={} error={}", file, e.toString());
            return new CrashJournal(null);
        }
    }

    /** Notes that the record is handled from now on. */
    void begin(ConsumerRecord<byte[], byte[]> record) {
        underWay = Place.of(record);
        write();
    }

    /** Notes that the record has been survived. */
    void end() {
        underWay = null;
        write();
    }

    /** How many processes have ended while they handled the record. */
    int deaths(ConsumerRecord<byte[], byte[]> record) {
        return deaths.isEmpty() ? 0 : deaths.getOrDefault(Place.of(record), 0);
    }

    /** The record has been handled or given up, and that is committed. */
    void forget(ConsumerRecord<byte[], byte[]> record) {
        deaths.remove(Place.of(record));
    }

    /** A damaged journal must not keep a service from starting: it is begun anew. */
    private void read(FileChannel channel, Path file) throws IOException {
        try {
            read(channel);
        } catch (BufferUnderflowException damaged) {
            deaths.clear();
            LOG.warn("journal is damaged and begun anew file={}", file);
        }
    }

    private void read(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(MOST_BYTES);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // until it is full or the file ends
        }
        bytes.flip();
        if (bytes.remaining() < 3 * Integer.BYTES + PLACE_BYTES || bytes.getInt() != FORMAT) {
            return;
        }
        var died = bytes.getInt() == 1;
        var last = Place.read(bytes);
        for (var left = bytes.getInt(); left > 0; left--) {
            deaths.put(Place.read(bytes), bytes.getInt());
        }
        if (died) {
            var count = Objects.requireNonNullElse(deaths.remove(last), 0) + 1;
            deaths.put(last, count);
            LOG.warn("the process before this one ended while it handled a record partition={} offset={} deaths={}",
                    last.partition(), last.offset(), count);
        }
    }

    private void write() {
        if (channel == null) {
            return;
        }
        var bytes = ByteBuffer.allocate(MOST_BYTES);
        var place = underWay == null ? new Place(0, 0, 0) : underWay;
        bytes.putInt(FORMAT).putInt(underWay == null ? 0 : 1);
        place.write(bytes);
        bytes.putInt(Math.min(MOST_SUSPECTS, deaths.size()));
        deaths.entrySet().stream().skip(Math.max(0, deaths.size() - MOST_SUSPECTS)).forEach(suspect -> {
            suspect.getKey().write(bytes);
            bytes.putInt(suspect.getValue());
        });
        try {
            channel.write(bytes.flip(), 0);
        } catch (IOException e) {
            LOG.warn("journal cannot be written error={}", e.toString());
        }
    }

    /** Leaves the record under way noted: whoever closes while one is handled did not survive it. */
    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.warn("journal cannot be closed error={}", e.toString());
        }
    }
}
