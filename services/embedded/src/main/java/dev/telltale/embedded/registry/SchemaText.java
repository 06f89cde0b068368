package dev.telltale.embedded.registry;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Schemas as text. */
final class SchemaText {
    private SchemaText() {}

    /** The one text that stands for all spellings of a schema. */
    static String canonical(String text) {
        return parsed(text).toString();
    }

    static Schema parsed(String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (AvroRuntimeException malformed) {
            throw RegistryError.invalidSchema(String.valueOf(malformed.getMessage()));
        }
    }
}
