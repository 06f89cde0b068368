package dev.telltale.trainer.loop;

import com.google.protobuf.ByteString;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A checkpoint on disk: "TTCK", version, the recipe's fingerprint, the fields of {@link Checkpoint}, CRC-32 of all
 * that. Replaced as a whole (temporary name, fsync, rename), so that a kill leaves the old one or the new one.
 */
final class CheckpointFile {
    private static final int MAGIC = 0x5454434b;
    private static final int VERSION = 1;

    private final Path file;
    private final long fingerprint;

    /** A file that only a run of the same recipe and network goes on from. */
    CheckpointFile(Path file, long fingerprint) {
        this.file = file;
        this.fingerprint = fingerprint;
    }

    boolean exists() {
        return Files.exists(file);
    }

    void write(Checkpoint checkpoint) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeLong(fingerprint);
        out.writeLong(checkpoint.step());
        out.writeDouble(checkpoint.figure());
        out.writeLong(checkpoint.bestStep());
        writeSet(out, checkpoint.weights());
        writeSet(out, checkpoint.average());
        writeSet(out, checkpoint.best());
        out.writeInt(checkpoint.optimizer().size());
        checkpoint.optimizer().writeTo(out);
        out.writeLong(crc(bytes.toByteArray(), bytes.size()));
        replace(bytes.toByteArray());
    }

    Checkpoint read() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (bytes.length < 32 || in.readInt() != MAGIC || in.readInt() != VERSION) {
            throw new IOException(file + " is not a checkpoint of this version");
        }
        if (ByteBuffer.wrap(bytes).getLong(bytes.length - Long.BYTES) != crc(bytes, bytes.length - Long.BYTES)) {
            throw new IOException(file + " is damaged: its checksum differs");
        }
        if (in.readLong() != fingerprint) {
            throw new IOException(file + " belongs to another recipe or network: remove it, or use that recipe");
        }
        return new Checkpoint(in.readLong(), in.readDouble(), in.readLong(), readSet(in), readSet(in), readSet(in),
                ByteString.copyFrom(in.readNBytes(in.readInt())));
    }

    private void replace(byte[] bytes) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void writeSet(DataOutputStream out, List<float[]> set) throws IOException {
        out.writeInt(set.size());
        for (float[] values : set) {
            ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES);
            buffer.asFloatBuffer().put(values);
            out.writeInt(values.length);
            out.write(buffer.array());
        }
    }

    private static List<float[]> readSet(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<float[]> set = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] values = new float[in.readInt()];
            ByteBuffer.wrap(in.readNBytes(values.length * Float.BYTES)).asFloatBuffer().get(values);
            set.add(values);
        }
        return set;
    }

    private static long crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }
}
