package dev.telltale.kit.loop;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

class CrashJournalTest {
    @TempDir
    private Path folder;

    @Test
    void shouldKnowARecordAgainByItsContent() {
        // Given a process that died over a record
        Path file = folder.resolve("journal");
        try (var journal = CrashJournal.open(file)) {
            journal.begin(record("deadly"));
        }

        // Then the next one knows it, but not another one at the same place
        try (var next = CrashJournal.open(file)) {
            assertThat(next.deaths(record("deadly"))).isEqualTo(1);
            assertThat(next.deaths(record("harmless"))).isZero();
        }
    }

    @Test
    void shouldBeginAnewOverADamagedFile() throws Exception {
        Path file = folder.resolve("journal");
        try (var journal = CrashJournal.open(file)) {
            journal.begin(record("deadly"));
        }
        try (var journal = CrashJournal.open(file)) {
            journal.begin(record("deadly"));
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 5));

        try (var next = CrashJournal.open(file)) {
            assertThat(next.deaths(record("deadly"))).isZero();
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(String content) {
        return new ConsumerRecord<>("windows", 0, 7, new byte[0], content.getBytes(StandardCharsets.UTF_8));
    }
}
