package dev.telltale.detectors.packages;

import dev.telltale.detectors.inference.Model;
import dev.telltale.detectors.inference.Predictor;
import dev.telltale.detectors.inference.ProviderChain;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class BundledModelsTest {
    private static final long FIVE_MEGABYTES = 5_000_000;

    @Test
    void shouldExtractOnceAndPassTheirSelfTests(@TempDir Path folder) throws IOException {
        BundledModels.extractTo(folder);
        BundledModels.extractTo(folder);

        ModelStore store = new ModelStore(List.of(folder));
        assertThat(store.list()).containsExactlyInAnyOrderElementsOf(BundledModels.list()).isNotEmpty();
        for (PackageId id : BundledModels.list()) {
            ModelPackage found = store.get(id);
            try (Predictor predictor = Model.load(found, ProviderChain.cpu()).newPredictor()) {
                assertThat(predictor.provider()).isEqualTo("CPU");
            }
            assertThat(found.network().array().length).isLessThan((int) FIVE_MEGABYTES);
            String card = Files.readString(found.directory().resolve(Manifest.CARD_FILE));
            assertThat(found.manifest().commercialUse() || card.lines().findFirst().orElse("").contains("research"))
                    .as("the card of %s begins with what the model may not be used for", id).isTrue();
        }
    }
}
