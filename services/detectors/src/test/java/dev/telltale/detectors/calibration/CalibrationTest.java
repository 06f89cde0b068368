package dev.telltale.detectors.calibration;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class CalibrationTest {
    /** Scores of two normal distributions, 2 apart: the true ratio is 2 s - 2. */
    private static final class Sample {
        private final double[] scores;
        private final boolean[] synthetic;

        Sample(int count, double shareSynthetic, long seed) {
            Random random = new Random(seed);
            scores = new double[count];
            synthetic = new boolean[count];
            for (int i = 0; i < count; i++) {
                synthetic[i] = random.nextDouble() < shareSynthetic;
                scores[i] = random.nextGaussian() + (synthetic[i] ? 2 : 0);
            }
        }
    }

    @Test
    void shouldFindTheTrueRatioWhateverTheMixture() {
        for (double share : new double[]{0.5, 0.1}) {
            Sample sample = new Sample(40_000, share, 1);

            Platt platt = PlattFit.fit(sample.scores, sample.synthetic);

            assertThat(platt.a()).isCloseTo(2, within(0.1));
            assertThat(platt.b()).isCloseTo(-2, within(0.1));
        }
    }

    @Test
    void shouldFindTheTrueRatioInSteps() {
        Sample sample = new Sample(40_000, 0.3, 2);

        Isotonic isotonic = IsotonicFit.fit(sample.scores, sample.synthetic);

        for (double score : new double[]{0, 0.5, 1, 1.5, 2}) {
            assertThat(isotonic.llr(score)).isCloseTo(2 * score - 2, within(0.4));
        }
    }

    @Test
    void shouldStayFiniteWhereClassesDoNotOverlap() {
        double[] scores = {-3, -2, -1, 1, 2, 3};
        boolean[] synthetic = {false, false, false, true, true, true};

        Platt platt = PlattFit.fit(scores, synthetic);
        Isotonic isotonic = IsotonicFit.fit(scores, synthetic);

        assertThat(platt.llr(0)).isCloseTo(0, within(0.01));
        assertThat(platt.llr(3)).isBetween(0.5, 20.0);
        assertThat(isotonic.llr(100)).isBetween(0.5, 5.0);
        assertThat(isotonic.llr(-100)).isBetween(-5.0, -0.5);
    }

    @Test
    void shouldRefuseScoresThatSpeakTheOtherWay() {
        assertThatThrownBy(() -> PlattFit.fit(new double[]{1, 2, 3, 4}, new boolean[]{true, true, false, false}))
                .hasMessageContaining("do not speak for synthetic");
    }

    @Test
    void shouldRefuseUselessScores() {
        assertThatThrownBy(() -> PlattFit.fit(new double[]{1, 2}, new boolean[]{true, true}))
                .hasMessageContaining("both classes");
        assertThatThrownBy(() -> IsotonicFit.fit(new double[]{1, Double.NaN}, new boolean[]{true, false}))
                .hasMessageContaining("score 1 is not a finite number");
        assertThatThrownBy(() -> new Platt(-1, 0)).hasMessageContaining("a above 0");
        assertThatThrownBy(() -> new Isotonic(List.of(1.0, 1.0), List.of(0.0, 1.0))).hasMessageContaining("rise");
    }

    @Property(tries = 200)
    void shouldNeverFallWithTheScore(@ForAll long seed, @ForAll @DoubleRange(min = -4, max = 4) double a,
            @ForAll @DoubleRange(min = -4, max = 4) double b) {
        Sample sample = new Sample(60, 0.5, seed);

        Isotonic isotonic = IsotonicFit.fit(sample.scores, sample.synthetic);

        assertThat(isotonic.llr(Math.max(a, b))).isGreaterThanOrEqualTo(isotonic.llr(Math.min(a, b)));
    }
}
