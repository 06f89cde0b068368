package dev.telltale.schemas;

import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Records of any of our classes, filled at random. */
public final class RandomRecords {
    private final RandomGenerator random;

    /** @param random decides everything */
    public RandomRecords(RandomGenerator random) {
        this.random = random;
    }

    /** A record of the class that the schema was generated for. */
    public SpecificRecord record(Schema schema) {
        TrustedRecords.trust(Topic.class);
        var record = (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
        schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema())));
        return record;
    }

    private @Nullable Object value(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ENUM -> symbol(schema);
            case ARRAY -> array(schema.getElementType());
            case MAP -> map(schema.getValueType());
            case UNION -> value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
            case STRING -> text();
            case BYTES -> ByteBuffer.wrap(bytes());
            case INT -> random.nextInt();
            case LONG -> LogicalTypes.timestampMillis().equals(schema.getLogicalType())
                    ? Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L))
                    : random.nextLong();
            case FLOAT -> random.nextFloat() * 1e6f;
            case DOUBLE -> random.nextGaussian() * 1e9;
            case BOOLEAN -> random.nextBoolean();
            case NULL -> null;
            case FIXED -> throw new AssertionError("no contract has a fixed");
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the class of a generated enum is known by its schema only
    private Object symbol(Schema schema) {
        var symbols = schema.getEnumSymbols();
        return Enum.valueOf((Class<? extends Enum>) SpecificData.get().getClass(schema),
                symbols.get(random.nextInt(symbols.size())));
    }

    private List<@Nullable Object> array(Schema element) {
        var values = new ArrayList<@Nullable Object>();
        for (var i = random.nextInt(4); i > 0; i--) {
            values.add(value(element));
        }
        return values;
    }

    private Map<String, @Nullable Object> map(Schema element) {
        var values = new HashMap<String, @Nullable Object>();
        for (var i = random.nextInt(4); i > 0; i--) {
            values.put(text(), value(element));
        }
        return values;
    }

    private String text() {
        return random.ints(random.nextInt(12), 0, Character.MIN_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private byte[] bytes() {
        var bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);
        return bytes;
    }
}
