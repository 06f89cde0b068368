package dev.telltale.topology.stories;

import dev.telltale.schemas.ScoreOutcome;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.WindowMark;
import dev.telltale.schemas.WindowScore;
import dev.telltale.topology.errors.DeadLetters;
import dev.telltale.topology.rig.Feed;
import dev.telltale.topology.rig.PlainAvro;
import dev.telltale.topology.rig.Rig;
import dev.telltale.topology.rig.Samples;
import dev.telltale.topology.rules.DropReason;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Poison goes to the dead-letter topic with its original bytes, and changes nothing beside it. */
class PoisonRecordTest {
    private final Rig rig = new Rig();
    private final Feed news = new Feed(rig, "news", "alpha");

    @BeforeEach
    void givenAPlan() {
        rig.plan(Samples.plan(Samples.PLAN, "alpha"));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    static Stream<Arguments> poison() {
        return Stream.of(poison(DropReason.BAD_NUMBER, score -> score.setLlr(Double.NaN)),
                poison(DropReason.BAD_NUMBER, score -> score.setLlr(Double.POSITIVE_INFINITY)),
                poison(DropReason.BAD_NUMBER, score -> score.setLlr(1e6)),
                poison(DropReason.BAD_NUMBER, score -> score.setScore(1.5f)),
                poison(DropReason.BAD_NUMBER, score -> score.setScore(Float.NaN)),
                poison(DropReason.NEGATIVE_NUMBER, score -> score.setWindow(-1)),
                poison(DropReason.NEGATIVE_NUMBER, score -> score.setTrack(-1)),
                poison(DropReason.UNKNOWN_DETECTOR, score -> score.setDetector(Samples.detector("stranger"))),
                poison(DropReason.UNKNOWN_TRACK, score -> score.setTrack(7)),
                poison(DropReason.CONTRADICTION, score -> score.setOutcome(ScoreOutcome.ABSTAINED)),
                poison(DropReason.BAD_NAME, score -> score.setEpoch("../01")),
                poison(DropReason.KEY_MISMATCH, score -> score.setStream("other")),
                poison(DropReason.FUTURE,
                        score -> score.setCaptureStart(Samples.START.plus(Duration.ofDays(1)))));
    }

    private static Arguments poison(DropReason reason, UnaryOperator<WindowScore.Builder> change) {
        return arguments(reason, change);
    }

    @ParameterizedTest
    @MethodSource("poison")
    void shouldDeadLetterAScoreThatMakesNoSense(DropReason reason, UnaryOperator<WindowScore.Builder> change) {
        // Given a window that waits
        news.mark(Samples.face(1));
        var bytes = bytes(change.apply(Samples.score("news", "01", 0, 1, "alpha", 1)).build());

        // When poison comes, and then a good score
        rig.raw(Topic.SCORES, "news".getBytes(UTF_8), bytes, rig.now());
        news.score(0, 1, "alpha", 1);

        // Then the poison lies in the dead-letter topic as it came, and the good score counted
        assertThat(rig.letters(Topic.SCORES)).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isEqualTo(bytes);
            assertThat(Rig.header(letter, DeadLetters.REASON)).isEqualTo(reason.name());
            assertThat(Rig.header(letter, DeadLetters.TOPIC)).isEqualTo("telltale.scores");
            assertThat(Rig.header(letter, DeadLetters.PARTITION)).isEqualTo("0");
            assertThat(Rig.header(letter, DeadLetters.OFFSET)).isEqualTo("0");
            assertThat(Rig.header(letter, DeadLetters.VERSION)).isEqualTo("test");
        });
        assertThat(rig.drops()).containsExactly(Map.entry(reason, 1));
        assertThat(rig.verdicts()).singleElement().matches(verdict -> verdict.getLlr() == 1);
    }

    @Test
    void shouldDeadLetterGarbageInEachTopicAndGoOn() {
        // Given garbage of every kind in every topic
        var garbage = "not avro".getBytes(UTF_8);
        for (var topic : List.of(Topic.MARKS, Topic.SCORES, Topic.STREAMS)) {
            rig.raw(topic, "news".getBytes(UTF_8), garbage, rig.now());
            rig.raw(topic, null, null, rig.now());
        }
        rig.raw(Topic.PLANS, "garbage@1".getBytes(UTF_8), garbage, rig.now());

        // When good records come
        news.windows(1, 1, 1);

        // Then they count, and each piece of garbage has its letter
        assertThat(rig.verdicts()).hasSize(1);
        for (var topic : List.of(Topic.MARKS, Topic.SCORES, Topic.STREAMS)) {
            var letters = rig.letters(topic);
            assertThat(letters).hasSize(2).first().satisfies(letter -> {
                assertThat(letter.value()).isEqualTo(garbage);
                assertThat(Rig.header(letter, DeadLetters.REASON)).isEqualTo("UNREADABLE");
            });
            assertThat(Rig.header(letters.getLast(), DeadLetters.REASON)).isEqualTo("NULL_KEY");
        }
    }

    @Test
    void shouldNotLetARecordDatedADayAheadDisturbOtherStreams() {
        // Given a day-ahead record of another stream, in both topics, stamped so too
        var tomorrow = rig.now().plus(Duration.ofDays(1));
        var mark = Samples.mark("rogue", "01", 0, Samples.face(1)).setCaptureStart(tomorrow).build();
        rig.raw(Topic.MARKS, "rogue".getBytes(UTF_8), new PlainAvro().make(WindowMark.class)
                .serializer().serialize("", mark), tomorrow);
        rig.raw(Topic.SCORES, "rogue".getBytes(UTF_8),
                bytes(Samples.score("rogue", "01", 0, 1, "alpha", 1).setCaptureStart(tomorrow).build()), tomorrow);

        // When a stream goes on as before
        news.windows(100, 1, 0.1);

        // Then it loses nothing
        assertThat(rig.verdicts()).hasSize(100).allMatch(verdict -> !verdict.getPartial());
        assertThat(rig.drops()).containsExactly(Map.entry(DropReason.FUTURE, 2));
    }

    @Test
    void shouldRefuseAMarkThatJumpsFarAhead() {
        // Given a stream under way
        news.windows(2, 1, 1);

        // When a mark of a window a year ahead comes
        rig.mark(Samples.mark("news", "01", 25_000_000, Samples.face(1))
                .setCaptureStart(Samples.START.plusMillis(3 * Samples.MILLIS)).build());
        news.windows(2, 1, 1);

        // Then the stream goes on
        assertThat(rig.verdicts()).hasSize(4).noneMatch(verdict -> verdict.getPartial());
        assertThat(rig.drops()).containsExactly(Map.entry(DropReason.WINDOW_JUMP, 1));
    }

    @Test
    void shouldSurviveThousandsOfMutatedRecords() {
        // Given good records of which bytes are changed at random (F10)
        var random = new SplittableRandom(20261121);
        var good = bytes(Samples.score("victim", "01", 0, 1, "alpha", 1).build());
        news.windows(1, 1, 1);

        // When five thousand of them come
        for (int i = 0; i < 5000; i++) {
            var bad = good.clone();
            for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            rig.raw(Topic.SCORES, "victim".getBytes(UTF_8), bad, rig.now());
        }

        // Then the stream beside them goes on
        news.windows(50, 1, 1);
        assertThat(rig.verdicts()).filteredOn(verdict -> verdict.getStream().equals("news")).hasSize(51)
                .noneMatch(verdict -> verdict.getPartial());
        assertThat(rig.letters(Topic.SCORES)).isNotEmpty();
        assertThat(rig.drops(DropReason.PROCESSING_FAILED)).isZero();
    }

    private static byte[] bytes(WindowScore score) {
        return new PlainAvro().make(WindowScore.class).serializer().serialize("", score);
    }
}
