package dev.telltale.trainer.importing;

import dev.telltale.schemas.Truth;
import dev.telltale.schemas.TruthLabel;
import dev.telltale.vision.Landmarks;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A folder of genuine faces with an index.csv (columns file, identity, licence) and perhaps a table of landmarks (file, x0, y0, ... y67). */
public final class StillsFolder {
    private StillsFolder() {}

    /**
     * Lists the stills.
     *
     * @param landmarks table whose column "file" is relative to the table's own folder; null: none
     */
    public static List<LabelledStill> read(Path folder, @Nullable Path landmarks) {
        Map<Path, Landmarks> known = landmarks == null ? Map.of() : landmarks(landmarks);
        return CsvTable.read(folder.resolve("index.csv")).stream().map(row -> still(folder, row, known)).toList();
    }

    private static LabelledStill still(Path folder, Map<String, String> row, Map<Path, Landmarks> known) {
        String name = row.getOrDefault("file", "");
        Path file = folder.resolve(name).normalize();
        Truth truth = Truth.newBuilder().setLabel(TruthLabel.REAL).setGenerator("")
                .setIdentity(row.getOrDefault("identity", "")).setDataset("stills").setFile(name)
                .setLicence(row.getOrDefault("licence", "")).build();
        return new LabelledStill(file, truth, known.get(file));
    }

    private static Map<Path, Landmarks> landmarks(Path table) {
        Map<Path, Landmarks> byFile = new HashMap<>();
        for (Map<String, String> row : CsvTable.read(table)) {
            float[] xy = new float[2 * Landmarks.COUNT];
            for (int i = 0; i < Landmarks.COUNT; i++) {
                xy[2 * i] = Float.parseFloat(row.getOrDefault("x" + i, ""));
                xy[2 * i + 1] = Float.parseFloat(row.getOrDefault("y" + i, ""));
            }
            byFile.put(table.resolveSibling(row.getOrDefault("file", "")).normalize(), Landmarks.of(xy));
        }
        return byFile;
    }
}
