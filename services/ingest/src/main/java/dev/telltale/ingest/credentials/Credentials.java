package dev.telltale.ingest.credentials;

import dev.telltale.ingest.source.RefusedSourceException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where credentials are found by name: a file of the secrets folder, read whenever it is asked for so that it may change, or the
 * configuration, environment included. Thread-safe.
 */
public final class Credentials {
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final int MOST_BYTES = 4096;

    private final Map<String, String> configured;
    private final Optional<Path> folder;

    /**
     * The credentials of this process.
     *
     * @param configured by name
     * @param folder of files, each named like its reference
     */
    public Credentials(Map<String, String> configured, Optional<Path> folder) {
        this.configured = Map.copyOf(configured);
        this.folder = folder;
    }

    /** The credential of that name. */
    public Credential find(String reference) throws RefusedSourceException {
        if (!REFERENCE.matcher(reference).matches()) {
            throw new RefusedSourceException("credentialRef must be 1 to 128 of a-z, A-Z, 0-9, '.', '_' and '-'");
        }
        String text = ofFolder(reference).or(() -> Optional.ofNullable(configured.get(reference))).map(String::strip)
                .orElse("");
        if (text.isEmpty()) {
            throw new RefusedSourceException("credential '" + reference
                    + "' is not configured here (telltale.ingest.credentials." + reference + folder
                            .map(place -> " or a file in telltale.ingest.secrets-folder").orElse("")
                    + ")");
        }
        return new Credential(reference, text);
    }

    private Optional<String> ofFolder(String reference) throws RefusedSourceException {
        Path file = folder.map(place -> place.resolve(reference)).filter(Files::isRegularFile).orElse(null);
        if (file == null) {
            return Optional.empty();
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return Optional.of(new String(bytes.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new RefusedSourceException("credential '" + reference + "' cannot be read from its file ("
                    + e.getClass().getSimpleName() + ")");
        }
    }
}
