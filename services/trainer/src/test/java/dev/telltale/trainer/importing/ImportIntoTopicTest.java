package dev.telltale.trainer.importing;

import dev.telltale.detectors.inference.Model;
import dev.telltale.detectors.inference.ProviderChain;
import dev.telltale.detectors.landmarks.Landmarks68;
import dev.telltale.detectors.packages.BundledModels;
import dev.telltale.detectors.packages.ModelStore;
import dev.telltale.schemas.FaceCrop;
import dev.telltale.schemas.FaceWindow;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;
import dev.telltale.schemas.TruthLabel;
import dev.telltale.testing.TestCluster;
import dev.telltale.vision.CascadeFaceDetector;
import dev.telltale.vision.CascadeSettings;
import dev.telltale.vision.StillPicture;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class ImportIntoTopicTest {
    private static final Path DATA = Path.of(System.getProperty("telltale.shared", "../shared"), "data");
    private static final ImportSettings SETTINGS = ImportSettings.standard(new PlanRef("default", 1));
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @BeforeEach
    void needsData() {
        assumeTrue(Files.isDirectory(DATA), "no shared data at " + DATA + ": import of real files is not tested");
    }

    @Test
    void shouldPublishStillsAndClipsWithTheirTruth() {
        List<FaceWindow> windows = imported("a07", "london_00");

        assertThat(windows).filteredOn(w -> w.getStream().startsWith("import-stills"))
                .isNotEmpty().allSatisfy(window -> {
                    assertThat(window.getCrops()).hasSize(1);
                    assertThat(window.getTruth().getLabel()).isEqualTo(TruthLabel.REAL);
                    assertThat(window.getTruth().getIdentity()).startsWith("london:");
                });
        List<FaceWindow> clip = windows.stream().filter(w -> w.getStream().startsWith("import-clips")).toList();
        assertThat(clip).extracting(w -> w.getTruth().getLabel() + "/" + w.getTrack()).contains("REAL/1", "FAKE/2");
        assertThat(clip).allSatisfy(window -> {
            assertThat(window.getCrops()).extracting(FaceCrop::getSlot).isSorted().doesNotHaveDuplicates()
                    .isSubsetOf(0, 4, 8, 12, 16, 20, 24, 28);
            FaceCrop crop = window.getCrops().getFirst();
            byte[] file = new byte[crop.getData().remaining()];
            crop.getData().duplicate().get(file);
            try (StillPicture picture = StillPicture.decode(file)) {
                assertThat(picture.width()).isEqualTo(256);
            }
        });
    }

    private List<FaceWindow> imported(String clipName, String stillName) {
        TopicNames names = new TopicNames("telltale");
        try (TestCluster cluster = TestCluster.start(folder.resolve("kafka"))) {
            cluster.createTopics(names);
            try (KafkaFaceSink sink = new KafkaFaceSink(cluster.clientSettings(), names.of(Topic.FACES));
                    FaceFinder finder = finder()) {
                Importing importing = new Importing(finder, sink, SETTINGS, () -> NOW);
                new ClipsImporter(importing)
                        .run(ClipsFolder.read(DATA.resolve("clips"), "clips")
                                .stream().filter(clip -> clip.file().toString().contains(clipName)).toList());
                new StillsImporter(importing).run(StillsFolder.read(DATA.resolve("faces"), null)
                        .stream().filter(still -> still.file().toString().contains(stillName)).toList());
            }
            return cluster.records(names.of(Topic.FACES), FaceWindow.class).stream().map(ConsumerRecord::value)
                    .toList();
        }
    }

    private FaceFinder finder() {
        BundledModels.extractTo(folder.resolve("store"));
        ModelStore store = new ModelStore(List.of(folder.resolve("store")));
        Model model = Model.load(store.get(store.newest("landmarks68")), ProviderChain.cpu());
        return new FaceFinder(new CascadeFaceDetector(CascadeSettings.DEFAULT), new Landmarks68(model));
    }
}
