package dev.telltale.detectors.packages;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Reads packages and checks every file against the manifest. Links are not followed. */
public final class PackageReader {

    /** Largest file that is read. */
    public static final long MAX_FILE_BYTES = 2_000_000_000L;
    private static final long MAX_MANIFEST_BYTES = 10_000_000L;

    private PackageReader() {}

    /**
     * Reads the package in a directory.
     *
     * @throws PackageException
     *             where anything is missing, too large, or not as the manifest says
     */
    public static ModelPackage read(Path directory) {
        byte[] json = bytes(directory, Manifest.MANIFEST_FILE, MAX_MANIFEST_BYTES);
        Manifest manifest = ManifestJson.read(json, directory.resolve(Manifest.MANIFEST_FILE).toString());
        byte[] network = new byte[0];
        if (!manifest.sha256().containsKey(Manifest.MODEL_FILE)) {
            throw new PackageException(manifest.id() + ": sha256 does not name " + Manifest.MODEL_FILE);
        }
        for (Map.Entry<String, String> file : manifest.sha256().entrySet()) {
            byte[] content = bytes(directory, file.getKey(), MAX_FILE_BYTES);
            String found = Hashes.sha256(content);
            if (!found.equals(file.getValue())) {
                throw new PackageException(manifest.id() + ": " + file.getKey()
                        + " is not the file that was packed: SHA-256 " + found + ", expected " + file.getValue());
            }
            if (file.getKey().equals(Manifest.MODEL_FILE)) {
                network = content;
            }
        }
        NetworkBytes checked = NetworkBytes.checked(network, manifest.id() + ": " + Manifest.MODEL_FILE);
        return new ModelPackage(directory, manifest, Hashes.sha256(json), checked, signature(directory));
    }

    private static @Nullable Signature signature(Path directory) {
        if (!Files.exists(directory.resolve(Signature.FILE), LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        String text = new String(bytes(directory, Signature.FILE, 1000), StandardCharsets.US_ASCII);
        return Signature.parse(text, directory.resolve(Signature.FILE).toString());
    }

    private static byte[] bytes(Path directory, String name, long limit) {
        Path file = directory.resolve(name).normalize();
        if (!file.startsWith(directory.normalize()) || file.equals(directory.normalize())) {
            throw new PackageException(directory + ": file '" + name + "' lies outside of the package");
        }
        try {
            if (Files.isSymbolicLink(file) || !file.toRealPath().startsWith(directory.toRealPath())) {
                throw new PackageException(directory + ": file '" + name + "' is a link; packages must be whole");
            }
            long size = Files.size(file);
            if (size > limit) {
                throw new PackageException(file + " has " + size + " bytes, at most " + limit + " are read");
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return in.readNBytes((int) limit);
            }
        } catch (NoSuchFileException e) {
            throw new PackageException(directory + ": no file '" + name + "'", e);
        } catch (IOException e) {
            throw new PackageException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
