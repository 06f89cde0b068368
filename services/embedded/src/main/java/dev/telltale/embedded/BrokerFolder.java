package dev.telltale.embedded;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder in which a broker keeps everything: checked, and formatted on first use. */
final class BrokerFolder {
    /** Twice of what is kept in reserve while it runs: else it would stop as soon as it has started. */
    static final long LEAST_FREE_BYTES = 2 * DiskGuard.RESERVED_BYTES;

    private final Path path;

    private BrokerFolder(Path path) {
        this.path = path;
    }

    /** Creates the folder where it is missing; refuses one in which a broker could not live. */
    static BrokerFolder open(Path path) {
        var absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            Files.delete(Files.createTempFile(absolute, "probe", null));
        } catch (IOException unusable) {
            throw new EmbeddedException("cannot keep the broker's data in " + absolute + ": " + reason(unusable),
                    unusable);
        }
        var folder = new BrokerFolder(absolute);
        folder.refuseWhereAnotherRuns();
        var free = folder.freeBytes();
        if (free < LEAST_FREE_BYTES) {
            throw new EmbeddedException("disk full: " + absolute + " has " + free + " bytes free, the broker needs "
                    + LEAST_FREE_BYTES + " to start");
        }
        return folder;
    }

    private static String reason(IOException unusable) {
        return unusable.getClass().getSimpleName() + " (" + unusable.getMessage() + ")";
    }

    Path path() {
        return path;
    }

    long freeBytes() {
        return path.toFile().getUsableSpace();
    }

    /** Kafka locks this file while it runs; asking first gives a plain answer instead of a stack of exceptions. */
    private void refuseWhereAnotherRuns() {
        var lock = path.resolve(".lock");
        if (!Files.exists(lock)) {
            return;
        }
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE); var held = channel.tryLock()) {
            if (held == null) {
                throw inUse(null);
            }
        } catch (OverlappingFileLockException inThisProcess) {
            throw inUse(inThisProcess);
        } catch (IOException unreadable) {
            throw new EmbeddedException("cannot keep the broker's data in " + path + ": " + reason(unreadable),
                    unreadable);
        }
    }

    private EmbeddedException inUse(@Nullable OverlappingFileLockException cause) {
        var line = path + " is in use by another broker: stop it or choose another folder";
        return cause == null ? new EmbeddedException(line) : new EmbeddedException(line, cause);
    }

    /** Writes cluster id and the newest features (transaction.version 2 and share groups among them) once. */
    void format(int nodeId, String controllerListener) {
        if (Files.exists(path.resolve("meta.properties"))) {
            return;
        }
        try (var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter().setPrintStream(silent).setNodeId(nodeId).setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.latestProduction()).setControllerListenerName(controllerListener)
                    .setMetadataLogDirectory(path.toString()).addDirectory(path.toString()).setIgnoreFormatted(true)
                    .run();
        } catch (Exception failed) {
            throw new EmbeddedException("cannot format " + path + " for the broker: " + failed.getMessage(), failed);
        }
    }
}
