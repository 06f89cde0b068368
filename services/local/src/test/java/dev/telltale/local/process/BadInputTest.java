package dev.telltale.local.process;

import dev.telltale.embedded.TopicContents;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.kit.kafka.DeadLetters;
import dev.telltale.kit.kafka.KafkaClients;
import dev.telltale.kit.kafka.RecordCodec;
import dev.telltale.local.sample.SampleClip;
import dev.telltale.local.supervise.OneProcess;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Bad files and bad records in a row, and a good file at the end of it: one start of everything for all of them. */
class BadInputTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final byte[] GARBAGE = {0, 0, 0, 'g', 'a', 'r', 'b', 'a', 'g', 'e'};

    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static OneProcess telltale;
    @SuppressWarnings("NullAway.Init")
    private static Site site;
    @SuppressWarnings("NullAway.Init")
    private static Command detect;

    @BeforeAll
    static void judge() throws Exception {
        telltale = OneProcess.start(more -> {
            Map<String, String> settings = new HashMap<>(more);
            settings.put("telltale.models.store", folder.resolve("models").toString());
            return TelltaleConfig.of(settings);
        });
        TelltaleConfig config = telltale.context().config();
        site = new Site(config.kafka().bootstrapServers(), config.registry().url());

        // Given garbage in every topic, and bad files before and after a good one
        try (var producer = kafka().producer("vandal")) {
            for (Topic topic : Topic.values()) {
                producer.send(new ProducerRecord<>(kafka().topics().of(topic), RecordCodec.bytes("vandal"), GARBAGE))
                        .get();
            }
        }
        Path good = SampleClip.in(Path.of("target"));
        List<String> words = new ArrayList<>(List.of("detect", "--json"));
        for (BadFile bad : BadFile.values()) {
            words.add(bad.in(folder, good).toString());
        }
        words.add(words.size() / 2, good.toString());

        // When
        detect = Command.at(site, words.toArray(String[]::new));
    }

    @AfterAll
    static void close() {
        telltale.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayInOneLineWhyAFileCannotBeJudged(BadFile bad) {
        assertThat(detect.out()).filteredOn(line -> line.contains("/" + bad.fileName() + "\"")).singleElement()
                .asString().startsWith("{\"source\":").contains("\"error\":").doesNotContain("verdict");
        assertThat(detect.err()).filteredOn(line -> line.contains("/" + bad.fileName())).singleElement().asString()
                .startsWith("telltale detect: ").contains(bad.says)
                .doesNotContain("Exception", "null", "error -", "://");
    }

    @Test
    void shouldJudgeTheGoodFileBesideThemAndEndWithThree() {
        assertThat(detect.out()).hasSize(BadFile.values().length + 1).filteredOn(line -> line.contains("\"verdict\""))
                .singleElement().asString().contains("\"coverage\":1.0", "\"tracks\":[{\"track\":1,");
        assertThat(detect.err()).hasSize(BadFile.values().length);
        assertThat(detect.exit()).isEqualTo(3);
        assertThat(telltale.failure()).isEmpty();
    }

    /** What is read record by record; readers of the other tables leave out what they cannot read, and log it. */
    @ParameterizedTest
    @EnumSource(names = {"STREAMS", "WINDOWS", "MARKS", "FACES", "SCORES"})
    void shouldKeepGarbageAsideWithTheReason(Topic topic) {
        String letters = TopicNames.standard().deadLetter(topic);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(TopicContents
                .read(site.clients(), letters, new ByteArrayDeserializer())).isNotEmpty().allSatisfy(letter -> {
                    assertThat(letter.value()).isEqualTo(GARBAGE);
                    assertThat(letter.key()).isEqualTo("vandal");
                    assertThat(letter.headers().lastHeader(DeadLetters.REASON)).isNotNull();
                    assertThat(letter.headers().lastHeader(DeadLetters.DETAIL)).isNotNull();
                }));
    }

    @Test
    void shouldListStreamsAndAlertsDespiteGarbage() {
        assertThat(Command.at(site, "streams", "list").exit()).isZero();
        assertThat(Command.at(site, "alerts", "show", "nothing").err()).singleElement().asString()
                .contains("no alert is called 'nothing'");
    }

    @Test
    void shouldNotTakeARecordThatIsDatedADayAhead() {
        // Given
        long tomorrow = telltale.context().clock().millis() + Duration.ofDays(1).toMillis();
        var record = new ProducerRecord<>(kafka().topics().of(Topic.MARKS), 0, tomorrow, RecordCodec.bytes("vandal"),
                GARBAGE);

        // When, Then the broker itself refuses it
        try (var producer = kafka().producer("time-traveller")) {
            assertThatThrownBy(() -> producer.send(record).get()).isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InvalidTimestampException.class);
        }
    }

    @Test
    void shouldSayInOneLineThatAStreamIsNotKnown() {
        // When
        Command remove = Command.at(site, "streams", "remove", "nobody");

        // Then
        assertThat(remove.exit()).isEqualTo(3);
        assertThat(remove.err()).singleElement().asString().contains("no stream is called 'nobody'");
    }

    @Test
    void shouldRefuseASourceAndAPlanThatNobodyKnows() {
        // When
        Command source = Command.at(site, "streams", "add", "x", "gopher://example.org/film");
        Command plan = Command.at(site, "streams", "add", "x", "file:///film.mp4", "--plan", "grand");

        // Then
        assertThat(List.of(source.exit(), plan.exit())).containsOnly(2);
        assertThat(source.err()).singleElement().asString().contains("'gopher://example.org/film'", "rtsp+listen://");
        assertThat(plan.err()).singleElement().asString().contains("no plan is called 'grand'; there are: default");
    }

    private static KafkaClients kafka() {
        return telltale.context().kafka();
    }
}
