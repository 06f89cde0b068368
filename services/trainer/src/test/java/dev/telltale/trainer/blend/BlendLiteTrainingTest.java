package dev.telltale.trainer.blend;

import dev.telltale.detectors.inference.Model;
import dev.telltale.detectors.inference.ProviderChain;
import dev.telltale.detectors.packages.BundledModels;
import dev.telltale.detectors.packages.Manifest;
import dev.telltale.detectors.packages.ModelPackage;
import dev.telltale.detectors.packages.ModelStore;
import dev.telltale.detectors.packages.PackageReader;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;
import dev.telltale.testing.TestCluster;
import dev.telltale.trainer.importing.DataFolderImport;
import dev.telltale.trainer.importing.ImportSettings;
import dev.telltale.trainer.loop.LoopRecipe;
import dev.telltale.trainer.loop.Progress;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** From folders of files through the topic to a package, with a few files and forty steps: after fewer, higher scores need not speak for synthetic yet. */
@Tag("long")
class BlendLiteTrainingTest {
    private static final Path DATA = Path.of(System.getProperty("telltale.shared", "../shared"), "data");
    private static final Progress SILENT = new Progress() {
        @Override
        public void stepped(long step, double loss, double learningRate) {}

        @Override
        public void validated(long step, double figure, boolean best) {}
    };

    @TempDir
    Path folder;

    @Test
    void shouldTrainAndPackFromTheTopic() throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(DATA), "no shared data at " + DATA + ": training from the topic is not tested");
        Path few = folder.resolve("data");
        pick(few, "faces", line -> line.startsWith("london/") || line.startsWith("canada/"), 60);
        pick(few, "clips", line -> line.startsWith("a01") || line.startsWith("a09"), 2);
        pick(few, "wild", line -> line.startsWith("real/"), 30, line -> line.startsWith("fake/"), 30);
        LoopRecipe loop = new LoopRecipe(3, 40, 8, 0.002, 2, 0, 5, 0.5, 10, 5, 1, 1);
        BlendRecipe recipe = new BlendRecipe("0.0.1", 0.5, 0.125, 0.5, 0.5, 0.5, 0.3, "clips", loop);

        ModelPackage packed = PackageReader.read(trained(few, recipe));

        assertThat(packed.manifest().calibration()).isNotNull();
        assertThat(packed.manifest().commercialUse()).isFalse();
        assertThat(Files.readString(packed.directory().resolve(Manifest.CARD_FILE))).startsWith("**For research only");
        assertThat(Files.readAllLines(packed.directory().resolve("eval/windows.csv"))).anyMatch(
                line -> line.startsWith("test,clips:iperov/DeepFaceLive,a09_fake_faceswap.mp4"));
        assertThat(Model.load(packed, ProviderChain.cpu()).provider()).isEqualTo("CPU");
    }

    private Path trained(Path data, BlendRecipe recipe) throws IOException, InterruptedException {
        Path store = folder.resolve("store");
        BundledModels.extractTo(store);
        ModelStore models = new ModelStore(List.of(store));
        Model model = Model.load(models.get(models.newest("landmarks68")), ProviderChain.cpu());
        TopicNames names = new TopicNames("telltale");
        try (TestCluster cluster = TestCluster.start(folder.resolve("kafka"))) {
            cluster.createTopics(names);
            String topic = names.of(Topic.FACES);
            new DataFolderImport(model, ImportSettings.standard(new PlanRef("default", 1)),
                    () -> Instant.parse("2026-01-01T00:00:00Z")).run(data, cluster.clientSettings(), topic);
            return new BlendLiteTraining(recipe, cluster.clientSettings(), topic,
                    DATA.resolve("models/imagenet_mobilenet_v1_0.5_160_float.onnx")).run(store, false, SILENT);
        }
    }

    /** A folder with some files of a data set, with their rows of the index. */
    private static void pick(Path to, String set, Predicate<String> rows, int most) throws IOException {
        pick(to, set, rows, most, row -> false, 0);
    }

    private static void pick(Path to, String set, Predicate<String> some, int most, Predicate<String> others,
            int mostOthers) throws IOException {
        List<String> lines = Files.readAllLines(DATA.resolve(set).resolve("index.csv"));
        List<String> index = new ArrayList<>(List.of(lines.getFirst()));
        lines.stream().skip(1).filter(some).limit(most).forEach(index::add);
        lines.stream().skip(1).filter(others).limit(mostOthers).forEach(index::add);
        for (String row : index.subList(1, index.size())) {
            String file = row.substring(0, row.indexOf(','));
            Path copy = to.resolve(set).resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(DATA.resolve(set).resolve(file), copy);
        }
        Files.write(to.resolve(set).resolve("index.csv"), index);
    }
}
