package dev.telltale.kit.config;

import java.nio.file.Path;

/**
 * Where model packages come from.
 *
 * @param store directory of packages, beside the bundled ones
 * @param commercialOnly refuses packages whose licence forbids commercial use
 */
public record ModelsConfig(
        @Setting(doc = "Directory of model packages, beside those that are bundled.", def = "~/.telltale/models") Path store,
        @Setting(doc = "Refuse packages whose licence forbids commercial use.", def = "false") boolean commercialOnly) {}
