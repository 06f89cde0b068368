package dev.telltale.detectors.packages;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Folders of a store that somebody meant to be packages and that are none: left out in silence, they would be missed for long. */
final class StrayFolders {
    private StrayFolders() {}

    /** One sentence for each: which folder, what is wrong, what to do. */
    static List<String> of(Path root) throws IOException {
        List<String> strays = new ArrayList<>();
        for (Path named : folders(root)) {
            if (Files.exists(named.resolve(Manifest.MANIFEST_FILE))) {
                strays.add(named + " is left out: it holds a package itself; move it to " + named + "/VERSION");
            }
            for (Path versioned : folders(named)) {
                String fault = fault(named, versioned);
                if (fault != null) {
                    strays.add(versioned + " is left out: " + fault);
                }
            }
        }
        return strays;
    }

    /** What keeps name/version from being a package; null where it is one, or was never meant to be. */
    private static @Nullable String fault(Path named, Path versioned) {
        boolean described = Files.exists(versioned.resolve(Manifest.MANIFEST_FILE));
        String wrongName = wrongName(named, versioned);
        if (described) {
            return wrongName == null ? null : wrongName + "; rename the folder to what its manifest says";
        }
        // Other things lie in a store too: what is left of a training, for example.
        boolean meant = wrongName == null || Files.exists(versioned.resolve(Manifest.MODEL_FILE));
        return meant
                ? "it has no " + Manifest.MANIFEST_FILE + "; copy the whole package again, or delete the folder"
                : null;
    }

    private static @Nullable String wrongName(Path named, Path versioned) {
        try {
            PackageId unused = new PackageId(named.getFileName().toString(), versioned.getFileName().toString());
            return null;
        } catch (IllegalArgumentException wrong) {
            return wrong.getMessage();
        }
    }

    /** Those with a dot in front are packages that are being written. */
    private static List<Path> folders(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(child -> Files.isDirectory(child) && !child.getFileName().toString().startsWith("."))
                    .sorted().toList();
        }
    }
}
