package dev.telltale.aggregator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** The aim on two idle cores is 8,000 scores per second. */
@Tag("figures")
class BacklogTest {
    @TempDir
    private Path folder;

    @Test
    void shouldWorkOffABacklogFast() {
        var figure = Backlog.measure(folder, 100, 1500);

        System.out.println("aggregator on the broker: " + figure);
        assertThat(figure.scores()).isPositive();
    }
}
