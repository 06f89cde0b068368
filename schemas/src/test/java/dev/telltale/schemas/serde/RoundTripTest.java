package dev.telltale.schemas.serde;

import dev.telltale.schemas.Contracts;
import dev.telltale.schemas.RandomRecords;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.Verdict;
import dev.telltale.schemas.registry.RegistryClient;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class RoundTripTest {

    @Property(tries = 200)
    void shouldReadWhatWasWrittenForEveryTopic(@ForAll Topic topic, @ForAll long seed) {
        // Given any record of the topic
        var record = new RandomRecords(new Random(seed)).record(topic.schema());
        var registry = new InMemoryRegistry();

        // When it is written and read
        var bytes = new AvroSerializer<>(registry).serialize("t", record);
        SpecificRecord read = read(topic.valueType(), registry, bytes);

        // Then it is the same, and so are its bytes
        assertThat(read).isEqualTo(record).hasSameHashCodeAs(record);
        assertThat(record).isEqualTo(read);
        assertThat(new AvroSerializer<>(registry).serialize("t", read)).startsWith(0).hasSameSizeAs(bytes);
    }

    private static <T extends SpecificRecord> T read(Class<T> type, RegistryClient registry, byte @Nullable [] bytes) {
        return Objects.requireNonNull(new AvroDeserializer<>(type, registry).deserialize("t", bytes));
    }

    @Test
    void shouldServeManyThreadsAtOnce() throws Exception {
        // Given one serializer and one deserializer, as a producer and a consumer hold them
        var registry = new InMemoryRegistry();
        var serializer = new AvroSerializer<SpecificRecord>(registry);
        var deserializer = new AvroDeserializer<>(Verdict.class, registry);
        var schema = Topic.VERDICTS.schema();
        serializer.serialize("t", new RandomRecords(new Random(0)).record(schema));

        // When threads write and read different records
        try (var threads = Executors.newFixedThreadPool(8)) {
            var tasks = IntStream.range(0, 400).<Callable<Boolean>>mapToObj(seed -> () -> {
                var record = new RandomRecords(new Random(seed)).record(schema);
                return record.equals(deserializer.deserialize("t", serializer.serialize("t", record)));
            }).toList();

            // Then nobody sees another's bytes
            for (var result : threads.invokeAll(tasks)) {
                assertThat(result.get()).isTrue();
            }
        }
    }

    @Test
    void shouldHaveAClassForEveryContract() {
        assertThat(Contracts.roots()).allSatisfy(schema -> assertThat(SpecificData.get().getClass(schema)).isNotNull());
    }
}
