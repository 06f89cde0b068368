package dev.telltale.kit.config;

import java.nio.file.Path;

/**
 * Where model packages come from.
 *
 * @param store directory of packages, the bundled ones among them; relative to the data directory
 * @param commercialOnly refuses packages whose licence forbids commercial use
 */
public record ModelsConfig(
        @Setting(doc = "Directory of model packages, relative to the data directory; those that are bundled are unpacked there.", def = "models") Path store,
        @Setting(doc = "Refuse packages whose licence forbids commercial use.", def = "false") boolean commercialOnly) {

    ModelsConfig under(Path dataDir) {
        return new ModelsConfig(dataDir.resolve(store), commercialOnly);
    }
}
