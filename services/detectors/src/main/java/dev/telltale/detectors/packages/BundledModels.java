package dev.telltale.detectors.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The packages in our own jar: /models/index lists name/version, one a line; each package's manifest names its files. */
public final class BundledModels {

    private static final String ROOT = "/models/";

    private BundledModels() {}

    /** What the jar holds. */
    public static List<PackageId> list() {
        return new String(resource("index"), StandardCharsets.UTF_8).lines().map(String::strip)
                .filter(line -> !line.isEmpty()).map(BundledModels::id).toList();
    }

    /** Copies the packages that a store has not got yet into it, so that they are loaded like any other. */
    public static synchronized void extractTo(Path store) {
        for (PackageId id : list()) {
            Path target = store.resolve(id.name()).resolve(id.version());
            if (!Files.exists(target)) {
                extract(id, target);
            }
        }
    }

    /** Services that start at the same time on one store may each try; whoever is first is right. */
    private static void extract(PackageId id, Path target) {
        try {
            PackageWriter.writeDirectory(target, files(id));
        } catch (PackageException e) {
            if (!Files.exists(target)) {
                throw e;
            }
        }
    }

    private static Map<String, byte[]> files(PackageId id) {
        String place = ModelStore.location(id) + "/";
        byte[] manifest = resource(place + Manifest.MANIFEST_FILE);
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : ManifestJson.read(manifest, ROOT + place + Manifest.MANIFEST_FILE).sha256().keySet()) {
            files.put(name, resource(place + name));
        }
        files.put(Manifest.MANIFEST_FILE, manifest);
        return files;
    }

    private static PackageId id(String line) {
        int slash = line.indexOf('/');
        if (slash < 0) {
            throw new PackageException(ROOT + "index: expected name/version, got: '" + line + "'");
        }
        return new PackageId(line.substring(0, slash), line.substring(slash + 1));
    }

    private static byte[] resource(String path) {
        try (InputStream in = BundledModels.class.getResourceAsStream(ROOT + path)) {
            if (in == null) {
                throw new PackageException("the jar has no " + ROOT + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new PackageException(ROOT + path + " cannot be read: " + e.getMessage(), e);
        }
    }
}
