package dev.telltale.local.supervise;

import dev.telltale.kit.kafka.KafkaClients;
import dev.telltale.kit.kafka.TopicAdmin;
import dev.telltale.kit.tables.TableReader;
import dev.telltale.schemas.Topic;

import org.apache.avro.specific.SpecificRecord;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Reads all of a compacted topic once, by key. */
public final class TopicReader {
    private TopicReader() {}

    /** The last value of each key. */
    public static <T extends SpecificRecord> SortedMap<String, T> table(KafkaClients kafka, Topic topic,
            Class<T> type) {
        try (TopicAdmin admin = new TopicAdmin(kafka)) {
            return new TreeMap<>(TableReader.latest(kafka, topic, type,
                    IntStream.range(0, admin.partitions(topic)).boxed().toList()));
        }
    }
}
