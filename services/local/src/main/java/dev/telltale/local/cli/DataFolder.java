package dev.telltale.local.cli;

import dev.telltale.kit.config.TelltaleConfig;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory that `data-dir` names, looked at before anything is started over it. */
final class DataFolder {
    private DataFolder() {}

    /**
     * Makes it where it is missing.
     *
     * @throws CliException where it cannot be used
     */
    static Path require(TelltaleConfig config) {
        Path folder = config.dataDir();
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException file) {
            throw refused(folder, "is not a directory", file);
        } catch (IOException e) {
            throw refused(folder, "cannot be made", e);
        }
        if (!Files.isWritable(folder)) {
            throw refused(folder, "cannot be written", null);
        }
        return folder;
    }

    private static CliException refused(Path folder, String why, @Nullable IOException cause) {
        return new CliException(ExitCode.USAGE, "data-dir " + folder + " " + why + "; --set data-dir=DIR names another",
                cause);
    }
}
