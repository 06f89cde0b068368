package dev.telltale.local.cli;

import dev.telltale.kit.config.LoadedConfig;

import java.nio.file.Files;
import java.nio.file.Path;

/** The store of model packages that `models.store` names. */
final class ModelFolder {
    private ModelFolder() {}

    /**
     * Where it is. The default one is made when something is unpacked into it; one that somebody named and that is not there is a slip of the pen.
     *
     * @throws CliException where that is so
     */
    static Path require(LoadedConfig loaded) {
        Path store = loaded.config().models().store();
        SettingsOptions.origin(loaded, SettingsOptions.STORE).filter(source -> !Files.isDirectory(store))
                .ifPresent(source -> {
                    throw new CliException(ExitCode.USAGE,
                            "models.store " + store + " (" + source + ") is no directory; make it, or name another");
                });
        return store;
    }
}
