package dev.telltale.detectors.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Directories in which packages lie as name/version. Nothing outside of them is ever loaded. */
public final class ModelStore {

    private final List<Path> roots;

    public ModelStore(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /** Reads a package; of two with the same name and version the first store's counts. */
    public Optional<ModelPackage> find(PackageId id) {
        return directory(id).map(directory -> checkedId(PackageReader.read(directory), id));
    }

    /**
     * Reads a package.
     *
     * @throws PackageException
     *             where no store has it, or it is damaged
     */
    public ModelPackage get(PackageId id) {
        return find(id).orElseThrow(() -> new PackageException("model " + id + " is in no store; looked in " + roots));
    }

    /**
     * The package of a name with the highest version.
     *
     * @throws PackageException
     *             where no store has one of that name
     */
    public PackageId newest(String name) {
        return list().stream().filter(id -> id.name().equals(name)).max(PackageId.BY_VERSION)
                .orElseThrow(() -> new PackageException("no package " + name + " is in " + roots));
    }

    /** Where a package lies, relative to its store. */
    public static String location(PackageId id) {
        return id.name() + "/" + id.version();
    }

    /** Folders that were meant to be packages and are none, one sentence for a person each. */
    public List<String> strays() {
        List<String> strays = new ArrayList<>();
        for (Path root : roots) {
            try {
                strays.addAll(StrayFolders.of(root));
            } catch (IOException e) {
                throw new PackageException("store " + root + " cannot be listed: " + e.getMessage(), e);
            }
        }
        return strays;
    }

    /**
     * All packages by name and version; damaged ones are left out here and explained by {@link #get}, folders that are none by
     * {@link #strays}.
     */
    public List<PackageId> list() {
        List<PackageId> found = new ArrayList<>();
        for (Path root : roots) {
            try (Stream<Path> manifests = Files.isDirectory(root)
                    ? Files.find(root, 3, (path, a) -> path.endsWith(Manifest.MANIFEST_FILE))
                    : Stream.empty()) {
                manifests.map(Path::getParent).filter(directory -> directory.getNameCount() == root.getNameCount() + 2)
                        .forEach(directory -> id(directory).ifPresent(found::add));
            } catch (IOException e) {
                throw new PackageException("store " + root + " cannot be listed: " + e.getMessage(), e);
            }
        }
        return found.stream().distinct().sorted(Comparator.comparing(PackageId::toString)).toList();
    }

    private Optional<Path> directory(PackageId id) {
        for (Path root : roots) {
            Path directory = root.resolve(id.name()).resolve(id.version());
            if (Files.isDirectory(directory)) {
                return Optional.of(requireInside(root, directory));
            }
        }
        return Optional.empty();
    }

    private static Path requireInside(Path root, Path directory) {
        try {
            if (!directory.toRealPath().startsWith(root.toRealPath())) {
                throw new PackageException(directory + " leads out of the store " + root);
            }
            return directory;
        } catch (IOException e) {
            throw new PackageException(directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static ModelPackage checkedId(ModelPackage found, PackageId id) {
        if (!found.id().equals(id)) {
            throw new PackageException(found.directory() + " holds " + found.id() + ", not " + id);
        }
        return found;
    }

    private static Optional<PackageId> id(Path directory) {
        Path parent = directory.getParent();
        if (parent == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PackageId(parent.getFileName().toString(), directory.getFileName().toString()));
        } catch (IllegalArgumentException notAPackage) {
            return Optional.empty();
        }
    }
}
