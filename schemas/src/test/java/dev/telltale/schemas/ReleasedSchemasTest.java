package dev.telltale.schemas;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Released schemas lie in {@code src/test/resources/released/<version>}, one file per public topic. A change is taken
 * over, as the release under way, by running this class with {@code -Dtelltale.release=<version>}.
 */
class ReleasedSchemasTest {
    private static final Path RELEASED = Path.of("src/test/resources/released");

    @BeforeAll
    static void writeReleaseWhereAsked() throws IOException {
        var version = System.getProperty("telltale.release");
        if (version != null) {
            var folder = Files.createDirectories(RELEASED.resolve(version));
            for (var topic : publicTopics().toList()) {
                Files.writeString(folder.resolve(file(topic)), pretty(topic.schema()) + "\n");
            }
        }
    }

    static Stream<Topic> publicTopics() {
        return Stream.of(Topic.values()).filter(Topic::isPublic);
    }

    private static String file(Topic topic) {
        return topic.name().toLowerCase(Locale.ROOT) + ".avsc";
    }

    @Test
    void shouldCountTheSevenTopicsThatOthersRead() {
        assertThat(publicTopics()).containsExactlyInAnyOrder(Topic.ALERTS, Topic.EPISODES, Topic.VERDICTS, Topic.MARKS,
                Topic.SCORES, Topic.STATUS, Topic.FEEDBACK);
    }

    @ParameterizedTest
    @MethodSource("publicTopics")
    void shouldBeTheLastReleaseUnlessReleasedAnew(Topic topic) throws IOException {
        // Given what was released last
        var versions = versions();
        var last = read(versions.getLast().resolve(file(topic)));

        // Then today's schema is that, docs included
        assertThat(pretty(topic.schema()))
                .as("schema of %s has changed: run this class with -Dtelltale.release=<version> and commit the file",
                        topic)
                .isEqualTo(pretty(last));
    }

    @ParameterizedTest
    @MethodSource("publicTopics")
    void shouldReadAndBeReadByEveryRelease(Topic topic) throws IOException {
        var today = topic.schema();
        for (var version : versions()) {
            var released = read(version.resolve(file(topic)));

            assertCompatible(today, released, "today's %s reads what %s wrote".formatted(topic, version));
            assertCompatible(released, today, "%s of %s reads what today's writes".formatted(topic, version));
        }
    }

    private static void assertCompatible(Schema reader, Schema writer, String what) {
        var match = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        assertThat(match.getType()).as(what + ": " + match.getDescription())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    /** Oldest first. */
    private static List<Path> versions() throws IOException {
        try (var folders = Files.list(RELEASED)) {
            return folders.sorted(Comparator.comparing(ReleasedSchemasTest::numbers, Arrays::compare)).toList();
        }
    }

    private static int[] numbers(Path version) {
        return Arrays.stream(version.getFileName().toString().split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    private static String pretty(Schema schema) throws IOException {
        return new ObjectMapper().readTree(schema.toString()).toPrettyString();
    }

    private static Schema read(Path file) throws IOException {
        return new Schema.Parser().parse(Files.readString(file));
    }
}
