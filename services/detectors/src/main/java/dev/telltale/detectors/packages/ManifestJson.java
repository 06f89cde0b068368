package dev.telltale.detectors.packages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Manifest to and from JSON. Strict: unknown and missing keys are refused. */
final class ManifestJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final Pattern SOURCE = Pattern.compile("\\[Source: REDACTED \\([^)]*\\)(; )?");

    private ManifestJson() {}

    static byte[] write(Manifest manifest) {
        try {
            return (MAPPER.writeValueAsString(manifest) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new PackageException(manifest.id() + ": its manifest cannot be written: " + e.getOriginalMessage(),
                    e);
        }
    }

    /** Reads a manifest that lies at {@code place}. */
    static Manifest read(byte[] json, String place) {
        try {
            return MAPPER.readValue(json, Manifest.class);
        } catch (JsonMappingException e) {
            throw new PackageException(place + ": " + e.getPathReference().replaceAll("dev\\.telltale[\\w.$]*\\.", "")
                    + ": " + text(e), e);
        } catch (JsonProcessingException e) {
            throw new PackageException(place + " is not readable JSON: " + text(e), e);
        } catch (IOException e) {
            throw new PackageException(place + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Jackson's own words, without its remark that it keeps the source to itself. */
    private static String text(JsonProcessingException e) {
        return SOURCE.matcher(e.getOriginalMessage()).replaceAll("[");
    }
}
