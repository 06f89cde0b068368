package dev.telltale.trainer.importing;

import dev.telltale.schemas.Truth;
import dev.telltale.schemas.TruthLabel;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A folder of clips with an index.csv: columns file, label (real, fake, or mixed for a genuine left and a forged right half), generator, person or
 * identity, source_repo, licence_as_stated. The data set is named kind:source, so that splits can keep the clips of one source together.
 */
public final class ClipsFolder {
    private ClipsFolder() {}

    /** Lists the clips; {@code kind} begins the name of their data set. */
    public static List<LabelledClip> read(Path folder, String kind) {
        return CsvTable.read(folder.resolve("index.csv")).stream().map(row -> clip(folder, kind, row)).toList();
    }

    private static LabelledClip clip(Path folder, String kind, Map<String, String> row) {
        String label = row.getOrDefault("label", "");
        TruthLabel truth = switch (label) {
            case "real" -> TruthLabel.REAL;
            case "fake", "mixed" -> TruthLabel.FAKE;
            default -> throw new IllegalArgumentException(
                    folder + "/index.csv: label must be real, fake or mixed, got: '" + label + "'");
        };
        String file = row.getOrDefault("file", "");
        String identity = row.containsKey("person") ? row.get("person") : row.getOrDefault("identity", "");
        return new LabelledClip(folder.resolve(file),
                Truth.newBuilder().setLabel(truth).setGenerator(row.getOrDefault("generator", ""))
                        .setIdentity(identity).setDataset(kind + ":" + row.getOrDefault("source_repo", ""))
                        .setFile(file).setLicence(row.getOrDefault("licence_as_stated", "")).build(),
                label.equals("mixed"));
    }
}
