package dev.telltale.faces;

import dev.telltale.detectors.inference.Model;
import dev.telltale.detectors.inference.ProviderChain;
import dev.telltale.detectors.landmarks.Landmarks68;
import dev.telltale.detectors.packages.BundledModels;
import dev.telltale.detectors.packages.ModelStore;

import java.nio.file.Path;
import java.util.List;

/** Where the landmark network comes from: a store of packages, into which the bundled one is put first. */
final class LandmarkStore {
    private static final String NAME = "landmarks68";

    private LandmarkStore() {}

    /**
     * The newest landmark network of a store, opened.
     *
     * @throws dev.telltale.detectors.packages.PackageException where the store holds none
     */
    static Landmarks68 newest(Path folder) {
        BundledModels.extractTo(folder);
        ModelStore store = new ModelStore(List.of(folder));
        return new Landmarks68(Model.load(store.get(store.newest(NAME)), ProviderChain.cpu()));
    }
}
