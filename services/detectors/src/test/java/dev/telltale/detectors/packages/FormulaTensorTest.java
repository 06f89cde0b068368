package dev.telltale.detectors.packages;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FormulaTensorTest {
    @Test
    void shouldFollowTheFormula() {
        float[] first = FormulaTensor.of(1, "input", 10_000);

        assertThat(first[0]).isEqualTo(-0.3548603f);
        assertThat(first[1]).isEqualTo(-0.91192865f);
        assertThat(first[2]).isEqualTo(-0.0118768215f);
        double sum = 0;
        for (float value : first) {
            assertThat(value).isGreaterThanOrEqualTo(-1).isLessThan(1);
            sum += value;
        }
        assertThat(sum / first.length).isBetween(-0.03, 0.03);
    }
}
