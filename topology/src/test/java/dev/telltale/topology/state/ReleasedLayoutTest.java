package dev.telltale.topology.state;

import dev.telltale.schemas.AlertTrigger;
import dev.telltale.schemas.Box;
import dev.telltale.schemas.DeclaredRegion;
import dev.telltale.schemas.DetectorRef;
import dev.telltale.schemas.EvidenceRef;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.Mute;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.TopSlot;
import dev.telltale.topology.episodes.Case;
import dev.telltale.topology.episodes.Cooling;
import dev.telltale.topology.episodes.Dossier;
import dev.telltale.topology.episodes.Suspect;
import dev.telltale.topology.episodes.Tally;
import dev.telltale.topology.judging.Evidence;
import dev.telltale.topology.judging.Exemptions;
import dev.telltale.topology.judging.Face;
import dev.telltale.topology.judging.Opinion;
import dev.telltale.topology.order.Attention;
import dev.telltale.topology.order.Coverage;
import dev.telltale.topology.order.EpochState;
import dev.telltale.topology.order.Mark;
import dev.telltale.topology.order.PendingWindow;
import dev.telltale.topology.order.Reported;
import dev.telltale.topology.order.StreamState;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** State that a release wrote is read by this one: the files lie in {@code released/<version of the layout>} and are kept for ever (F12). */
class ReleasedLayoutTest {
    private static final Instant TIME = Instant.parse("2026-11-21T10:00:00.123Z");
    private static final Box BOX = new Box(1f, 2f, 3f, 4f);
    private static final DetectorRef DETECTOR = new DetectorRef("blend-lite", "1.0.0", "ab12");
    private static final PlanRef PLAN = new PlanRef("default", 3);

    /** Each layout that was ever written, and what was. */
    static Stream<Arguments> states() {
        return Stream.of(1, 2).flatMap(layout -> Stream.of(arguments(layout, "window", WindowLayout.SERDE, window()),
                arguments(layout, "epoch", EpochLayout.SERDE, epoch(layout > 1)),
                arguments(layout, "stream", StreamLayout.SERDE, stream()),
                arguments(layout, "exemptions", ExemptionsLayout.SERDE, exemptions())));
    }

    @ParameterizedTest(name = "layout {0}: {1}")
    @MethodSource("states")
    <T> void shouldReadWhatEveryReleaseWrote(int layout, String name, Serde<T> serde, T state) throws IOException {
        // Given the bytes of a release
        var bytes = released(layout, name);

        // When they are read
        var read = serde.deserializer().deserialize("changelog", bytes);

        // Then nothing is lost, and this release writes them as the last one did
        assertThat(read).isEqualTo(state);
        if (layout == StateSerde.VERSION) {
            assertThat(serde.serializer().serialize("changelog", state)).isEqualTo(bytes);
        }
    }

    @Test
    void shouldRefuseTheLayoutOfALaterRelease() {
        assertThatThrownBy(() -> WindowLayout.SERDE.deserializer().deserialize("changelog", new byte[]{6, 0, 0}))
                .isInstanceOf(SerializationException.class).hasMessageContaining("layout version 3");
    }

    private static byte[] released(int layout, String name) throws IOException {
        try (var in = ReleasedLayoutTest.class.getResourceAsStream("/released/" + layout + "/" + name + ".hex")) {
            var text = new String(Objects.requireNonNull(in, name).readAllBytes(), US_ASCII);
            return HexFormat.of().parseHex(text.strip());
        }
    }

    private static PendingWindow window() {
        var mark = new Mark(TIME, Duration.ofMillis(1280), MarkReason.TRACKS, PLAN, 1280, 720,
                List.of(new Face(7, BOX, 5, 6, 0.5f)));
        return new PendingWindow(mark, List.of(new Opinion(7, DETECTOR, 1.5, null, 16, "cd34"),
                new Opinion(8, DETECTOR, null, "LOW_QUALITY", null, "")));
    }

    private static EpochState epoch(boolean endsStream) {
        return new EpochState(0, 12, 14, EpochState.UNKNOWN, endsStream, Duration.ofMillis(1280), true,
                Attention.DORMANT,
                new TreeMap<>(Map.of("blend-lite@1.0.0", 2)), new TreeMap<>(Map.of(7, new Evidence(2.5, TIME, TIME))));
    }

    private static StreamState stream() {
        var suspect = new Suspect("01E", 7, 3, 9, TIME, TIME, BOX, 2.25, new Suspect.Picture(4, 16, 2.0), 6, 9.5, 21.5,
                List.of(new Tally(DETECTOR, 8.5, 9.5, 6)));
        var dossier = new Dossier(List.of(suspect), List.of(new TopSlot("01E", 4L, 7, 16, "blend-lite", 2.0)),
                List.of(new Dossier.Weighed(new EvidenceRef("faces", "01E", 4L, 7, "cd34"), 2.25)), true);
        var opening = new Case.Opening("news", "01E", 5, TIME, TIME, AlertTrigger.STREAM, 6, true);
        var file = new Case("01JALERT", opening, 4, TIME, true, PLAN, 2, 7.5, dossier);
        return new StreamState(List.of("01E", "01F"), "01D", "01E", TIME, new Evidence(1.5, TIME, TIME),
                new Cooling(file, TIME), new Coverage(0b1011, 0, 4), 2, true,
                new Reported("01E", false, 0.75f, List.of("blend-lite@1.0.0"), TIME, TIME));
    }

    private static Exemptions exemptions() {
        return new Exemptions(List.of(new Mute(TIME, null, "test"), new Mute(TIME, TIME.plusSeconds(5), "")),
                List.of(new DeclaredRegion(0f, 0.25f, 0.5f, 1f, "presenter")));
    }
}
