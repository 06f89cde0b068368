package dev.telltale.load.mutants;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Media files that were damaged with a fixed seed, through ingest's worker and faces' eyes: each becomes windows or is refused in
 * one line, within limits of time and memory, and the process lives on.
 */
class DamagedFilesTest {
    private static final long SEED = Long.getLong("telltale.mutants.seed", 20_261_121);
    /** CPU time, since the machine may have more to do; the JVM's own compiler and collector are in it. */
    private static final long MOST_CPU_MILLIS = 10_000;
    private static final long MOST_MEBIBYTES = 512;

    @TempDir
    static Path folder;
    private static List<Path> originals;

    @BeforeAll
    static void makeOriginals() throws Exception {
        originals = BaseClips.in(Files.createDirectory(folder.resolve("originals")));
    }

    @Test
    void shouldTakeInAHundredDamagedFilesOrRefuseThemInOneLine() throws Exception {
        shouldTakeInOrRefuse(100);
    }

    @Tag("long")
    @Test
    void shouldTakeInTwoThousandDamagedFilesOrRefuseThemInOneLine() throws Exception {
        shouldTakeInOrRefuse(2000);
    }

    private static void shouldTakeInOrRefuse(int count) throws Exception {
        // Given
        Herd herd = new Herd(originals, SEED, Files.createDirectory(folder.resolve("run" + count)));

        // When
        long begun = System.nanoTime();
        List<Outcome> outcomes = herd.watch(count);

        // Then
        System.out.println(Tally.of(outcomes, System.nanoTime() - begun));
        assertThat(outcomes.stream().filter(Outcome::failed).map(Outcome::line))
                .as("seed %s; printed: %s", SEED, herd.printed()).isEmpty();
        assertThat(outcomes).as("seed %s", SEED).allSatisfy(outcome -> {
            assertThat(outcome.cpuMillis()).as(outcome.line()).isLessThan(MOST_CPU_MILLIS);
            assertThat(outcome.mebibytes()).as(outcome.line()).isLessThan(MOST_MEBIBYTES);
        });
        // There were enough of both kinds, and faces were followed in some.
        assertThat(outcomes).filteredOn(outcome -> !outcome.refused()).hasSizeGreaterThan(count / 4);
        assertThat(outcomes).filteredOn(Outcome::refused).hasSizeGreaterThan(count / 50);
        assertThat(outcomes).filteredOn(outcome -> outcome.tracked() > 0).hasSizeGreaterThan(count / 10);
    }
}
