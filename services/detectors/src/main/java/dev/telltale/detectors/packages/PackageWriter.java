package dev.telltale.detectors.packages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes packages so that a half-written one is never seen: temporary name, fsync, rename. */
public final class PackageWriter {

    private PackageWriter() {}

    /**
     * Writes store/name/version with these files (path in the package to content; {@code model.onnx} and {@code MODEL_CARD.md} among them); the
     * manifest gets their hashes.
     *
     * @return the package's directory
     * @throws PackageException
     *             where it exists already or cannot be written
     */
    public static Path write(Path store, Manifest manifest, Map<String, byte[]> files) {
        Path target = store.resolve(manifest.name()).resolve(manifest.version());
        for (String needed : new String[]{Manifest.MODEL_FILE, Manifest.CARD_FILE}) {
            if (!files.containsKey(needed)) {
                throw new PackageException(manifest.id() + ": a package needs " + needed);
            }
        }
        Map<String, String> hashes = new TreeMap<>();
        files.forEach((name, content) -> hashes.put(name, Hashes.sha256(content)));
        Map<String, byte[]> all = new TreeMap<>(files);
        all.put(Manifest.MANIFEST_FILE, ManifestJson.write(manifest.withSha256(hashes)));
        writeDirectory(target, all);
        return target;
    }

    /** Writes files into a directory that appears at once and whole. */
    static void writeDirectory(Path target, Map<String, byte[]> files) {
        Path temporary = target.resolveSibling("." + target.getFileName() + ".part-" + ProcessHandle.current().pid());
        try {
            if (Files.exists(target)) {
                throw new PackageException(target + " exists already; a package never changes under its version");
            }
            delete(temporary);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                writeSynced(temporary.resolve(file.getKey()), file.getValue());
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new PackageException(target + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static void writeSynced(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
