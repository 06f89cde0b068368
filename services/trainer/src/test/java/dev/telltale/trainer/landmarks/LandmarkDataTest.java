package dev.telltale.trainer.landmarks;

import dev.telltale.trainer.loop.Progress;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class LandmarkDataTest {
    private static final Path DATA = Path.of(System.getProperty("telltale.shared", "../shared"), "data");
    private static final Path TABLE = DATA.resolve("landmarks/landmarks68.csv");

    @TempDir
    private Path folder;

    @BeforeEach
    void findData() {
        assumeTrue(Files.isReadable(TABLE), "no annotated faces at " + TABLE);
    }

    @Test
    void shouldPutNoGroupOnTwoSides() throws IOException {
        List<AnnotatedFace> faces = LandmarkTable.read(TABLE);
        FaceSplit split = FaceSplit.of(faces);

        assertThat(split.train().size() + split.validation().size() + split.test().size()).isEqualTo(faces.size())
                .isEqualTo(1908);
        Set<String> seen = new HashSet<>();
        for (List<AnnotatedFace> side : List.of(split.train(), split.validation(), split.test())) {
            Set<String> groups = side.stream().map(AnnotatedFace::group).collect(Collectors.toSet());
            assertThat(groups).noneMatch(seen::contains);
            assertThat(side.stream().map(AnnotatedFace::source).distinct()).containsExactlyInAnyOrder("ytf",
                    "helen_afw");
            seen.addAll(groups);
        }
    }

    @Test
    void shouldDrawTheSameBatchForTheSameStep() throws IOException {
        List<AnnotatedFace> faces = LandmarkTable.read(TABLE).subList(0, 40);
        try (FacePictures pictures = new FacePictures()) {
            LandmarkBatches batches = new LandmarkBatches(LandmarkTraining.shippedRecipe(), faces, pictures);
            assertThat(batches.batch(3)).isEqualTo(batches.batch(3)).isNotEqualTo(batches.batch(4));
        }
    }

    @Test
    void shouldSayWhatIsMissing() throws IOException {
        LandmarkTraining training = new LandmarkTraining(LandmarkTraining.shippedRecipe(), folder, folder);
        assertThatThrownBy(() -> training.run(false, Progress.SILENT)).isInstanceOf(IOException.class)
                .hasMessageStartingWith("no annotated faces: ");
    }

    @Test
    void shouldRefuseToReplaceAPackageBeforeItTrains() throws IOException {
        Files.createDirectories(folder.resolve("landmarks68/1.0.0"));
        LandmarkTraining training = new LandmarkTraining(LandmarkTraining.shippedRecipe(), DATA, folder);
        assertThatThrownBy(() -> training.run(false, Progress.SILENT)).isInstanceOf(IOException.class)
                .hasMessageContaining("exists already");
    }

    /** From photographs to a package, in a few steps; the figure is poor, the path is whole. */
    @Test
    @Tag("long")
    void shouldTrainMeasureAndPack() throws Exception {
        Path recipe = folder.resolve("recipe.yaml");
        String shipped = Files.readString(Path.of("src/main/resources/recipes/landmarks68.yaml"));
        Files.writeString(recipe, shipped.replaceAll("steps: \\d+", "steps: 12").replaceAll("warmupSteps: \\d+",
                "warmupSteps: 2").replaceAll("evaluateEvery: \\d+", "evaluateEvery: 6"));

        Path made = new LandmarkTraining(LandmarkTraining.recipe(recipe), DATA, folder).run(false, Progress.SILENT);

        assertThat(made.resolve("model.onnx")).isRegularFile();
        assertThat(made.resolve("MODEL_CARD.md")).content().startsWith("**For research only");
        assertThat(made.resolve("eval/summary.csv")).content().contains("landmarks68,all,281,", "pfld,all,281,");
    }
}
