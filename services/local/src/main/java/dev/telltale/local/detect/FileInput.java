package dev.telltale.local.detect;

import dev.telltale.vision.media.FileBytes;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaInputException;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/** A file of the command line, opened once as ingest will open it: what ingest would refuse is refused before anything starts. */
public sealed interface FileInput {
    /** A file that gives no packet for so long will not give one later. */
    Duration PATIENCE = Duration.ofSeconds(10);

    /** As it stands on the command line. */
    String name();

    /** The same file where something else keeps it from being judged; what is wrong with the file itself comes first. */
    default Unusable refused(String reason) {
        return switch (this) {
            case Usable usable -> new Unusable(usable.name(), reason);
            case Unusable unusable -> unusable;
        };
    }

    /**
     * May be judged.
     *
     * @param name as on the command line
     * @param path absolute
     * @param length how long the file says it is; zero where it does not say
     */
    record Usable(String name, Path path, Duration length) implements FileInput {}

    /**
     * Cannot be judged.
     *
     * @param name as on the command line
     * @param reason why, for a person
     */
    record Unusable(String name, String reason) implements FileInput {}

    /** Looks into a file. */
    static FileInput of(String name) {
        if (name.contains("://")) {
            return new Unusable(name, "addresses are for `telltale streams add`; detect judges files");
        }
        try {
            Path path = Path.of(name).toAbsolutePath().normalize();
            if (Files.isDirectory(path)) {
                return new Unusable(name, "is a directory");
            }
            try (MediaInput input = MediaInput.open(FileBytes.open(path), InputLimits.RECORDING,
                    new InterruptDeadline(PATIENCE))) {
                return new Usable(name, path, input.duration().orElse(Duration.ZERO));
            }
        } catch (MediaInputException refused) {
            return new Unusable(name, withoutName(String.valueOf(refused.getMessage()), name));
        } catch (InvalidPathException wrong) {
            return new Unusable(name, "is no path: " + wrong.getReason());
        }
    }

    /** The message without the name at its front, which the line has already. */
    private static String withoutName(String message, String name) {
        int colon = message.indexOf(": ");
        boolean named = colon > 0 && name.endsWith(Path.of(message.substring(0, colon)).getFileName().toString());
        return named ? message.substring(colon + 2) : message;
    }
}
