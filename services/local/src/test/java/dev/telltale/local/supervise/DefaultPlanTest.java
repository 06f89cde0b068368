package dev.telltale.local.supervise;

import dev.telltale.detectors.packages.BundledModels;
import dev.telltale.detectors.packages.ModelStore;
import dev.telltale.detectors.packages.PackageId;
import dev.telltale.schemas.Thresholds;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** The default thresholds against what the bundled detector says of genuine footage that it has not learned from. */
class DefaultPlanTest {
    private static final Thresholds THRESHOLDS = DefaultPlan.thresholds();

    private record Window(String set, String face, boolean genuine, double llr) {
        static Window of(String row) {
            String[] cells = row.split(",", -1);
            String window = cells[3];
            return new Window(cells[0], window.substring(0, window.lastIndexOf('/')), cells[4].equals("real"),
                    Double.parseDouble(cells[8]));
        }
    }

    @TempDir
    private Path store;

    private List<Window> genuine = List.of();

    @BeforeEach
    void readWhatTheCardMeasured() throws IOException {
        BundledModels.extractTo(store);
        PackageId detector = new ModelStore(List.of(store)).newest(DefaultPlan.DETECTOR);
        Path windows = store.resolve(detector.name()).resolve(detector.version()).resolve("eval/windows.csv");
        genuine = Files.readAllLines(windows).stream().skip(1).map(Window::of).filter(Window::genuine).toList();
    }

    @Test
    void shouldCallAboutOneInAHundredGenuineWindowsSuspicious() {
        assertThat(genuine).hasSizeGreaterThan(250);
        assertThat(genuine).filteredOn(window -> window.llr() >= THRESHOLDS.getSuspiciousLlr())
                .hasSizeLessThanOrEqualTo(genuine.size() * 15 / 1000);
    }

    /** Evidence of a face can only gather without end where its mean lies above the drift. */
    @Test
    void shouldLetEvidenceDecayForNearlyEveryGenuineFace() {
        Map<String, Double> means = genuine.stream()
                .collect(Collectors.groupingBy(Window::face, Collectors.averagingDouble(Window::llr)));

        assertThat(means).hasSizeGreaterThan(90);
        assertThat(means.values()).filteredOn(mean -> mean > THRESHOLDS.getDrift())
                .hasSizeLessThanOrEqualTo(means.size() * 3 / 100);
    }

    @Test
    void shouldSayThatTheyAreProvisionalAndWhatTheyRestOn() {
        assertThat(THRESHOLDS.getProvisional()).isTrue();
        assertThat(THRESHOLDS.getEvidence()).contains("blend-lite", "genuine windows");
    }
}
