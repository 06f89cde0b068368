package dev.telltale.ingest.worker;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A process that ends is one that opens the journal and never closes it. */
class CarefulModeTest {
    private static final Duration CPU = Duration.ofMillis(20);
    private static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");
    private static final String STREAM = "cam/1 ä";

    @TempDir
    private Path folder;
    private Instant now = BEGIN;

    @Test
    void shouldGiveUpWhatWasInNativeCodeWhenTwoProcessesEnded() {
        // Given a process that ended in native code
        open(false).enter();

        // Then the next one tries once more
        CarefulMode second = open(false);
        assertThat(second.verdict()).isEmpty();
        second.enter();

        // And the one after it does not
        assertThat(open(false).verdict())
                .hasValueSatisfying(why -> assertThat(why).contains("ended the process 2 times"));

        // Unless the user asks for it
        assertThat(open(true).verdict()).isEmpty();
    }

    @Test
    void shouldNotSuspectWhatWaitedForBytes() {
        for (int i = 0; i < 5; i++) {
            CarefulMode care = open(false);
            assertThat(care.verdict()).isEmpty();
            care.enter();
            care.leave();
        }
    }

    @Test
    void shouldForgiveALiveSourceAfterAnHour() {
        // Given
        open(false).enter();
        open(false).enter();

        // When
        now = now.plus(Duration.ofMinutes(61));

        // Then
        assertThat(open(false).verdict()).isEmpty();
    }

    @Test
    void shouldForgiveARecordingThatHasComeFurther() {
        // Given a recording under suspicion
        open(false).enter();
        CarefulMode care = open(false);

        // When it has gone on for eight windows, and the process is killed then
        care.watch(true, new Progress("01", 8, 0, false));
        care.enter();

        // Then that is the first time again
        assertThat(open(false).verdict()).isEmpty();
    }

    @Test
    void shouldTellOfACallThatDoesNotComeBack() {
        // Given a thread that reads
        CarefulMode care = open(false);
        care.begin();
        care.watch(false, null);
        care.enter();
        care.watch(false, null);
        assertThat(care.isOverrun()).isFalse();

        // When it takes more CPU time than it may
        long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun < 2 * CPU.toNanos()) {
            Thread.onSpinWait();
        }
        care.watch(false, null);

        // Then it is told; a call that has come back is forgotten
        assertThat(care.isOverrun()).isTrue();
        care.leave();
        care.watch(false, null);
        assertThat(care.isOverrun()).isFalse();
    }

    @Test
    void shouldLeaveNothingOfAStreamThatHasDoneNoHarm() throws Exception {
        try (CarefulMode care = open(false)) {
            care.enter();
            care.leave();
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void shouldWorkWhereNothingCanBeWritten() throws Exception {
        // Given a file where the folder should be
        Path file = Files.createFile(folder.resolve("file"));

        // When
        CarefulMode care = CarefulMode.open(file.resolve("journals"), STREAM, false, CPU, () -> now);
        care.enter();
        care.leave();

        // Then
        assertThat(care.verdict()).isEmpty();
    }

    private CarefulMode open(boolean anew) {
        return CarefulMode.open(folder, STREAM, anew, CPU, () -> now);
    }
}
