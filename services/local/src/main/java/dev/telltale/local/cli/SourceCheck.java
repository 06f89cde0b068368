package dev.telltale.local.cli;

import dev.telltale.ingest.SourceReport;
import dev.telltale.ingest.SourceTrial;
import dev.telltale.ingest.Sources;
import dev.telltale.ingest.guard.Resolver;
import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.StreamSource;
import dev.telltale.ingest.worker.Listeners;
import dev.telltale.ingest.worker.SourceFactory;
import dev.telltale.kit.config.IngestConfig;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.PacketSource;
import dev.telltale.vision.media.UndecodableException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A source as a person writes it, looked at by what ingest itself is made of.
 *
 * @param written a path of this machine, or an address
 * @param address what a stream would have
 * @param credential name of its credential, null where there is none
 */
record SourceCheck(String written, String address, @Nullable String credential) {
    /** A file that gives no packet for so long will not give one later. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Reads one: a path becomes an address; an address stays what it is, but carries no password.
     *
     * @throws CliException where no ingest could ever take it
     */
    static SourceCheck of(String written, @Nullable String credential) {
        String address = written.contains("://") ? written : file(written);
        try {
            SourceFactory.check(address, credential);
            return new SourceCheck(written, address, credential);
        } catch (RefusedSourceException refused) {
            throw new CliException(ExitCode.USAGE, String.valueOf(refused.getMessage()), refused);
        }
    }

    private static String file(String written) {
        try {
            Path path = Path.of(written);
            if (written.isEmpty() || !Files.isRegularFile(path)) {
                throw new CliException(ExitCode.BAD_INPUT, written.isEmpty()
                        ? "an empty name names no source"
                        : written + (Files.isDirectory(path) ? ": is a directory" : ": no such file"));
            }
            return path.toAbsolutePath().normalize().toUri().toString();
        } catch (InvalidPathException wrong) {
            throw new CliException(ExitCode.BAD_INPUT, "'" + written + "' is no path: " + wrong.getReason(), wrong);
        }
    }

    /**
     * Why an ingest with this configuration, on this machine, would not take it; empty where it would, as far as can be told
     * without a look-up or a connection. Another machine may have other settings and other files.
     *
     * @throws CliException where it is a path of this machine and no video
     */
    Optional<String> doubt(IngestConfig config) {
        try (Listeners listeners = new Listeners(config)) {
            SourceFactory factory = factory(config, listeners);
            factory.foresee(address, credential);
            if (address.startsWith("file:")) {
                open(factory);
            }
            return Optional.empty();
        } catch (RefusedSourceException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        } catch (MediaInputException unusable) {
            if (!written.equals(address)) {
                throw new CliException(ExitCode.BAD_INPUT, String.valueOf(unusable.getMessage()), unusable);
            }
            return Optional.of(String.valueOf(unusable.getMessage()));
        }
    }

    private void open(SourceFactory factory) throws RefusedSourceException, MediaInputException {
        try (StreamSource source = factory.create(address, credential);
                PacketSource opened = source.open(new InterruptDeadline(PATIENCE))) {
            opened.video();
        }
    }

    /**
     * What it gives.
     *
     * @param patience longest time to wait for a packet, and to look
     * @param viewer is shown every packet, with what it belongs to
     * @throws CliException where it gives nothing
     */
    SourceReport look(IngestConfig config, Duration patience, BiConsumer<CodedVideo, MediaPacket> viewer) {
        try (Listeners listeners = new Listeners(config)) {
            return new SourceTrial(factory(config, listeners), patience, System::nanoTime).look(address, credential,
                    viewer);
        } catch (UndecodableException undecodable) {
            throw new CliException(ExitCode.BAD_INPUT, "what it gives cannot be decoded: " + undecodable.getMessage(),
                    undecodable);
        } catch (MediaInputException unusable) {
            throw new CliException(ExitCode.BAD_INPUT, String.valueOf(unusable.getMessage()), unusable);
        } catch (RefusedSourceException refused) {
            throw new CliException(ExitCode.USAGE, String.valueOf(refused.getMessage()), refused);
        }
    }

    private static SourceFactory factory(IngestConfig config, Listeners listeners) {
        try {
            return Sources.of(config, listeners, Resolver.SYSTEM);
        } catch (IllegalArgumentException unreadable) {
            throw new CliException(ExitCode.USAGE, String.valueOf(unreadable.getMessage()), unreadable);
        }
    }
}
