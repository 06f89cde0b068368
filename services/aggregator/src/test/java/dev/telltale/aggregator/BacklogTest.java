package dev.telltale.aggregator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** The aim on two cores is 8,000 scores per second; the bound leaves room for a busy machine. */
@Tag("long")
class BacklogTest {
    @TempDir
    private Path folder;

    @Test
    void shouldWorkOffABacklogFast() {
        var figure = Backlog.measure(folder, 100, 600);

        System.out.println(figure);
        assertThat(figure.scoresPerSecond()).isGreaterThan(2000);
    }
}
