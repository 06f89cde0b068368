package dev.telltale.local.supervise;

import org.apache.kafka.common.utils.Utils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A folder that goes with the process. One that was killed could not delete its own: the next process does, by its free lock. */
final class ScratchFolder implements AutoCloseable {
    private static final String PREFIX = "telltale-";
    private static final String LOCK = "in-use";
    /** Not to be looked into: where a process closes a file, POSIX takes all its locks of that file away. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();
    private final Path path;
    private final FileChannel lock;

    private ScratchFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static ScratchFolder create() {
        return createIn(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static ScratchFolder createIn(Path parent) {
        deleteAbandoned(parent);
        try {
            Path folder = Files.createTempDirectory(parent, PREFIX);
            // Locked before it has its name: nobody sees it with a free lock.
            Path unnamed = Files.createFile(folder.resolve(LOCK + ".new"));
            OURS.add(folder);
            FileChannel lock = FileChannel.open(unnamed, StandardOpenOption.WRITE);
            lock.lock();
            Files.move(unnamed, folder.resolve(LOCK));
            return new ScratchFolder(folder, lock);
        } catch (IOException e) {
            throw new SetupException("cannot make a temporary folder: " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }

    /** Deletes it with all it holds. */
    @Override
    public void close() {
        try (lock) {
            Utils.delete(path.toFile());
            OURS.remove(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }

    private static void deleteAbandoned(Path parent) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (!OURS.contains(folder) && isAbandoned(folder.resolve(LOCK))) {
                    Utils.delete(folder.toFile());
                }
            }
        } catch (IOException e) {
            // Somebody else's, or somebody else was faster: it is no reason not to start.
        }
    }

    private static boolean isAbandoned(Path file) throws IOException {
        if (!Files.isWritable(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free != null;
        }
    }
}
