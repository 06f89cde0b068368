package dev.telltale.scoring;

import dev.telltale.detectors.packages.ModelStore;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.schemas.DetectorRef;
import dev.telltale.scoring.ModelShelf.Shelved;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

class ModelShelfTest {
    private static final DetectorRef TINY = new DetectorRef("tiny", TinyModels.VERSION, "");

    @TempDir
    Path store;
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    @Test
    void shouldTryAMissingPackageAgainAfterAWhile() {
        // Given a package that is not there
        var shelf = shelf(Map.of());
        assertThat(shelf.get(TINY)).isInstanceOf(Shelved.Refused.class);

        // When it is imported
        TinyModels.calibrated(store, "tiny");

        // Then it stays refused for a while, so that not every window reads the disk, and is then found
        assertThat(shelf.get(TINY)).isInstanceOf(Shelved.Refused.class);
        now.set(Instant.EPOCH.plusSeconds(31));
        assertThat(shelf.get(TINY)).isInstanceOf(Shelved.Usable.class);
        assertThat(shelf.faults()).isEmpty();
    }

    @Test
    void shouldRefuseOtherBytesThanThePlanPins() {
        TinyModels.calibrated(store, "tiny");
        var shelf = shelf(Map.of());

        var pinned = shelf.get(new DetectorRef("tiny", TinyModels.VERSION, "ab".repeat(32)));

        assertThat(pinned).isInstanceOfSatisfying(Shelved.Refused.class, refused -> assertThat(refused.reason())
                .startsWith("tiny@1.0.0: the plan asks for SHA-256 abab").contains("the package has"));
        assertThat(shelf.get(TINY)).isInstanceOf(Shelved.Usable.class);
    }

    @Test
    void shouldSayThatAModelRunsOnASlowerProviderThanAskedFor() {
        TinyModels.calibrated(store, "tiny");
        var shelf = shelf(Map.of("telltale.scoring.providers", "cuda"));

        var found = shelf.get(TINY);

        assertThat(found).isInstanceOf(Shelved.Usable.class);
        assumeFalse(((Shelved.Usable) found).model().provider().equals("CUDA"), "this machine has CUDA");
        assertThat(shelf.faults()).containsExactly(Map.entry("tiny@1.0.0", "runs on CPU, not on CUDA"));
    }

    private ModelShelf shelf(Map<String, String> settings) {
        return new ModelShelf(new ModelStore(List.of(store)), Providers.of(TelltaleConfig.of(settings)), false,
                now::get);
    }
}
