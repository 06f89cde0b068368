package dev.telltale.kit.config;

import java.util.List;

/**
 * The configuration and where it came from.
 *
 * @param config the values
 * @param origins every setting, in the order of the tree
 */
public record LoadedConfig(TelltaleConfig config, List<SettingOrigin> origins) {}
