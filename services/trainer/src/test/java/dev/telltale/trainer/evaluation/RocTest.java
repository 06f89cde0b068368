package dev.telltale.trainer.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class RocTest {
    private static final Path GOLDEN = Path.of(System.getProperty("telltale.shared", "../shared"), "parity",
            "facial-regions-extra.json");

    @Test
    void shouldGiveTheAucAndEerOfTheGoldenVectors() throws IOException {
        assumeTrue(Files.isReadable(GOLDEN), "no golden vectors at " + GOLDEN);
        for (JsonNode vector : new ObjectMapper().readTree(GOLDEN.toFile()).get("vectors")) {
            JsonNode metrics = vector.get("metrics");
            int count = metrics.get("scores").size();
            double[] scores = new double[count];
            boolean[] labels = new boolean[count];
            for (int i = 0; i < count; i++) {
                scores[i] = metrics.get("scores").get(i).asDouble();
                labels[i] = metrics.get("labels").get(i).asInt() == 1;
            }

            Roc roc = Roc.of(scores, labels);

            assertThat(roc.auc()).isCloseTo(metrics.get("auc").asDouble(), within(1e-8));
            assertThat(roc.eer()).isCloseTo(metrics.get("eer").asDouble(), within(1e-8));
        }
    }

    @Test
    void shouldSeparateOrGuess() {
        boolean[] labels = {false, false, true, true};
        assertThat(Roc.of(new double[]{1, 2, 3, 4}, labels).auc()).isEqualTo(1);
        assertThat(Roc.of(new double[]{1, 2, 3, 4}, labels).eer()).isZero();
        assertThat(Roc.of(new double[]{7, 7, 7, 7}, labels).auc()).isEqualTo(0.5);
        assertThat(Roc.of(new double[]{7, 7, 7, 7}, labels).eer()).isEqualTo(0.5);
        assertThat(Roc.of(new double[]{1, 3, 2, 4}, labels).truePositiveRateAt(0.4)).isEqualTo(0.5);
    }

    @Test
    void shouldRefuseOneClassOnly() {
        assertThatThrownBy(() -> Roc.of(new double[]{1, 2}, new boolean[]{true, true}))
                .hasMessageContaining("2 positive and 0 negative");
    }

    @Property
    void shouldBeTheChanceThatAPositiveScoresAboveANegative(
            @ForAll @Size(6) double @DoubleRange(min = 0, max = 3) [] drawn) {
        double[] scores = new double[drawn.length];
        boolean[] labels = new boolean[drawn.length];
        for (int i = 0; i < drawn.length; i++) {
            scores[i] = Math.floor(drawn[i]);
            labels[i] = i % 2 == 0;
        }
        double wins = 0;
        for (int i = 0; i < drawn.length; i += 2) {
            for (int j = 1; j < drawn.length; j += 2) {
                wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
            }
        }
        assertThat(Roc.of(scores, labels).auc()).isCloseTo(wins / 9, within(1e-12));
    }
}
