package dev.telltale.ingest.source;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What stands behind the question mark of a source's address: {@code program=2&interface=eth0}. */
public final class Parameters {
    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads the query of an address.
     *
     * @param source for the message of a refusal: the address without its query
     * @param known the parameters that it may have
     */
    public static Parameters of(String source, String query, List<String> known) throws RefusedSourceException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] pair = part.split("=", 2);
            if (pair.length < 2 || pair[1].isEmpty() || !known.contains(pair[0])) {
                throw new RefusedSourceException(source + " has a parameter that is not one of " + known
                        + " with a value" + (known.stream().anyMatch(pair[0]::equals) ? ": " + pair[0] : ""));
            }
            try {
                if (values.put(pair[0], URLDecoder.decode(pair[1].replace("+", "%2B"),
                        StandardCharsets.UTF_8)) != null) {
                    throw new RefusedSourceException(source + " has the parameter " + pair[0] + " twice");
                }
            } catch (IllegalArgumentException e) {
                throw new RefusedSourceException(source + " has a parameter in broken percent code: " + pair[0]);
            }
        }
        return new Parameters(values);
    }

    /** A text. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A number, decimal or hexadecimal with 0x. */
    public OptionalInt number(String name) throws RefusedSourceException {
        String text = values.get(name);
        if (text == null) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.decode(text.matches("0+[0-9].*") ? "none" : text));
        } catch (NumberFormatException e) {
            throw new RefusedSourceException(name + " must be a number, decimal or hexadecimal with 0x");
        }
    }
}
