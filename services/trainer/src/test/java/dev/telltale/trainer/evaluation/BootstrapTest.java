package dev.telltale.trainer.evaluation;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class BootstrapTest {
    private static final List<Integer> ITEMS = IntStream.range(0, 400).boxed().toList();

    @Test
    void shouldGiveAnIntervalAsWideAsTheStandardErrorSays() {
        // Given 400 independent numbers 0..399, whose mean has a standard error of 115.5 / 20 = 5.8
        Interval interval = Bootstrap.of(ITEMS, String::valueOf, BootstrapTest::mean);

        assertThat(interval.value()).isEqualTo(199.5);
        assertThat(interval.high() - interval.low()).isCloseTo(2 * 1.96 * 5.77, within(2.0));
    }

    @Test
    void shouldBeWiderWhenItemsBelongTogether() {
        Interval apart = Bootstrap.of(ITEMS, String::valueOf, BootstrapTest::mean);
        Interval together = Bootstrap.of(ITEMS, item -> "group " + item / 40, BootstrapTest::mean);

        assertThat(together.high() - together.low()).isGreaterThan(3 * (apart.high() - apart.low()));
    }

    @Test
    void shouldLeaveOutResamplesWithoutAFigure() {
        Interval interval = Bootstrap.of(ITEMS, String::valueOf, some -> some.contains(7) ? mean(some) : Double.NaN);

        assertThat(interval.low()).isNotNaN().isLessThan(interval.high());
    }

    private static double mean(List<Integer> some) {
        return some.stream().mapToInt(Integer::intValue).average().orElse(Double.NaN);
    }
}
