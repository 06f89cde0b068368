package dev.telltale.local.supervise;

import dev.telltale.kit.config.TelltaleConfig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One process at a time runs a service under an instance name over a data directory. To Kafka a second one is the first
 * one restarted, so it gives it the work and throws the first out; and Kafka cannot tell a member that has just died from
 * one that lives. The lock can: it goes with its process, however that ends, and a restart has not to wait for anything.
 */
final class InstanceLock implements AutoCloseable {
    /** Not to be looked into: where a process closes a file, POSIX takes all its locks of that file away. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();
    private final Path file;
    private final FileChannel channel;

    private InstanceLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes it.
     *
     * @throws SetupException where another has it
     */
    static InstanceLock take(TelltaleConfig config, String service) {
        Path folder = config.dataDir().toAbsolutePath().normalize().resolve("instances");
        Path file = folder.resolve(service + "-" + config.instance());
        if (!OURS.add(file)) {
            throw taken(config, service, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            Files.createDirectories(folder);
            return locked(file, config, service);
        } catch (IOException e) {
            OURS.remove(file);
            throw new SetupException("cannot lock " + file + ": " + e.getMessage(), e);
        } catch (SetupException refused) {
            OURS.remove(file);
            throw refused;
        }
    }

    private static InstanceLock locked(Path file, TelltaleConfig config, String service) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            try (channel) {
                ByteBuffer pid = ByteBuffer.allocate(20);
                channel.read(pid);
                throw taken(config, service, new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII));
            }
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return new InstanceLock(file, channel);
    }

    private static SetupException taken(TelltaleConfig config, String service, String pid) {
        return new SetupException("'" + config.instance() + "' runs " + service + " already, as process " + pid
                + " over " + config.dataDir() + "; --set instance=NAME names this one", null);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlock " + file, e);
        } finally {
            OURS.remove(file);
        }
    }
}
