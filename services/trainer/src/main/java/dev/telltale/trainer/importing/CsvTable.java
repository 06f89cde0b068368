package dev.telltale.trainer.importing;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A CSV file whose first row names the columns. */
final class CsvTable {
    private CsvTable() {}

    /** All rows, each as column to value; values that are absent are "". */
    static List<Map<String, String>> read(Path file) {
        try (MappingIterator<Map<String, String>> rows = new CsvMapper().readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader()).readValues(file.toFile())) {
            return rows.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not a readable table: " + e.getMessage(), e);
        }
    }
}
