package dev.telltale.topology.load;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The aim is 20,000 scores per second of one core. */
@Tag("figures")
class ThroughputTest {

    @Test
    void shouldJudgeEveryWindowOfAHundredStreams() {
        var figure = Throughput.measure(1000);

        System.out.println("topology in TopologyTestDriver: " + figure);
        assertThat(figure.verdicts()).isEqualTo(100 * 750);
    }
}
