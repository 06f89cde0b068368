package dev.telltale.faces;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CoverageTest {
    private static final long SLOT = 40_000;
    private static final long WINDOW = 32 * SLOT;

    @Test
    void shouldBeWholeWhereNoFrameIsMissing() {
        assertThat(of(LongStream.range(0, 32).mapToObj(i -> i * SLOT).toList())).isEqualTo(1);
        // Five frames a second leave slots empty, but no time uncovered.
        assertThat(of(LongStream.range(0, 7).mapToObj(i -> i * 5 * SLOT).toList())).isEqualTo(1);
    }

    @Test
    void shouldMissWhatLastsLongerThanAFrame() {
        List<Long> half = LongStream.range(0, 16).mapToObj(i -> i * SLOT).toList();
        List<Long> hole = LongStream.range(0, 32).filter(i -> i < 8 || i >= 16).mapToObj(i -> i * SLOT).toList();

        assertThat(of(half)).isCloseTo(0.5f, within(0.01f));
        assertThat(of(hole)).isCloseTo(0.75f, within(0.01f));
        assertThat(of(List.of())).isZero();
    }

    @Test
    void shouldEndAFrameAfterTheLastOne() {
        assertThat(new Coverage(List.of(0L, 20_000L, 40_000L), SLOT).end(7)).isEqualTo(60_000);
        assertThat(new Coverage(List.of(), SLOT).end(7)).isEqualTo(7);
    }

    private static float of(List<Long> micros) {
        return new Coverage(micros, SLOT).share(0, WINDOW);
    }
}
