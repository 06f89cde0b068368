package dev.telltale.schemas.serde;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;

/**
 * Avro's model of generated classes, but with lists as {@link ArrayList}.
 *
 * <p>
 * Avro's own list compares its elements without the record's logical types: {@code equals} of two specs whose mutes end
 * some time throws "Unknown datum type java.time.Instant". Lists of numbers keep Avro's form, which does not box them.
 */
final class PlainLists extends SpecificData {
    /** Corrupt bytes may claim any size. */
    private static final int MOST_RESERVED = 1 << 10;

    private PlainLists(ClassLoader loader) {
        super(loader);
    }

    /** The model of a generated class with its logical types. */
    static SpecificData of(Class<?> type) {
        var data = new PlainLists(type.getClassLoader());
        SpecificData.getForClass(type).getConversions().forEach(data::addLogicalTypeConversion);
        return data;
    }

    @Override
    public Object newArray(@Nullable Object old, int size, Schema schema) {
        return switch (schema.getElementType().getType()) {
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN -> super.newArray(old, size, schema);
            default -> new ArrayList<>(Math.min(size, MOST_RESERVED));
        };
    }
}
