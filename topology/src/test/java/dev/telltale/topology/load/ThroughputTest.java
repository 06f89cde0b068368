package dev.telltale.topology.load;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The aim is 20,000 scores per second and core with the optimising compiler; tests run without it, hence the lower bound. */
@Tag("long")
class ThroughputTest {

    @Test
    void shouldJudgeTensOfThousandsOfScoresPerSecond() {
        var figure = Throughput.measure(300);

        System.out.println(figure);
        assertThat(figure.perSecond()).isGreaterThan(5000);
        assertThat(figure.verdicts()).isEqualTo(100 * 225);
    }
}
