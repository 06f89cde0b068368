package dev.telltale.trainer.loop;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ScheduleTest {
    private final Schedule schedule = new Schedule(0.1, 10, 110);

    @Test
    void shouldRiseOverTheWarmUpAndFallToAHundredth() {
        assertThat(schedule.rate(0)).isCloseTo(0.01, within(1e-12));
        assertThat(schedule.rate(9)).isCloseTo(0.1, within(1e-12));
        assertThat(schedule.rate(60)).isCloseTo(0.0505, within(1e-12));
        assertThat(schedule.rate(110)).isCloseTo(0.001, within(1e-12));
    }

    @Test
    void shouldNeverRiseAfterTheWarmUp() {
        for (long step = 10; step < 120; step++) {
            assertThat(schedule.rate(step + 1)).isLessThanOrEqualTo(schedule.rate(step));
        }
    }
}
