package dev.telltale.embedded;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder in which a broker keeps everything: checked, and formatted on first use. */
final class BrokerFolder {
    /** A new broker preallocates its first indexes and snapshots; with less than this it would die while starting. */
    static final long LEAST_FREE_BYTES = 64L << 20;

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
