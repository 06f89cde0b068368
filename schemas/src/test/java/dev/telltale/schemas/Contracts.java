package dev.telltale.schemas;

import org.apache.avro.Schema;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All schemas, for tests that go over them. */
public final class Contracts {
    private Contracts() {}

    /** The schemas of topics, each once. */
    public static List<Schema> roots() {
        return Arrays.stream(Topic.values()).map(Topic::schema).distinct().toList();
    }

    /** Everything named that the schemas of topics are made of, by full name. */
    static Map<String, Schema> named() {
        var found = new LinkedHashMap<String, Schema>();
        roots().forEach(schema -> collect(schema, found));
        return found;
    }

    private static void collect(Schema schema, Map<String, Schema> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (found.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), found));
                }
            }
            case ENUM, FIXED -> found.putIfAbsent(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType(), found);
            case MAP -> collect(schema.getValueType(), found);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, found));
            default -> {
                // primitives have no name
            }
        }
    }
}
