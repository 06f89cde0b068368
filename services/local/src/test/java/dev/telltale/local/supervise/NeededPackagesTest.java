package dev.telltale.local.supervise;

import dev.telltale.detectors.packages.BundledModels;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class NeededPackagesTest {
    @TempDir
    private Path store;

    @Test
    void shouldFindNothingWrongInAnEmptyStore() {
        assertThat(NeededPackages.fault(store)).isEmpty();
        assertThat(store.resolve("blend-lite")).isDirectory();
    }

    @Test
    void shouldSayHowABundledPackageThatIsDamagedIsMended() throws IOException {
        // Given
        BundledModels.extractTo(store);
        Path model = store.resolve("landmarks68/1.0.0/model.onnx");
        Files.write(model, new byte[1000]);

        // When, Then
        assertThat(NeededPackages.fault(store)).hasValueSatisfying(fault -> assertThat(fault)
                .contains("landmarks68@1.0.0: model.onnx", "delete " + model.getParent() + " to have it put back"));
    }

    @Test
    void shouldRefuseAPackageWhoseNetworkIsNotWhatItsManifestSays() throws IOException {
        // Given a manifest that promises larger pictures than the network takes
        BundledModels.extractTo(store);
        Path manifest = store.resolve("blend-lite/1.1.0/manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"size\" : 160", "\"size\" : 224"));

        // When, Then
        assertThat(NeededPackages.fault(store)).hasValueSatisfying(fault -> assertThat(fault)
                .startsWith("blend-lite@1.1.0: the manifest declares input 'image' as [N,3,224,224] f32,"
                        + " the network has [N,3,160,160] f32; delete " + manifest.getParent()));
    }

    @Test
    void shouldNameANewerPackageOfTheUsersThatIsDamaged() throws IOException {
        // Given
        Path newer = Files.createDirectories(store.resolve("blend-lite/9.0.0"));
        Files.writeString(newer.resolve("manifest.json"), "{}");

        // When, Then
        assertThat(NeededPackages.fault(store)).hasValueSatisfying(fault -> assertThat(fault)
                .contains(newer.toString(), "or copy it there again"));
    }

    @Test
    void shouldNameTheFolderThatHasNoManifestAnyMore() throws IOException {
        // Given
        BundledModels.extractTo(store);
        Path bundled = store.resolve("blend-lite/1.1.0");
        Files.delete(bundled.resolve("manifest.json"));

        // When, Then
        assertThat(NeededPackages.fault(store)).hasValueSatisfying(fault -> assertThat(fault)
                .contains("no package blend-lite", bundled + " is left out: it has no manifest.json"));
    }
}
