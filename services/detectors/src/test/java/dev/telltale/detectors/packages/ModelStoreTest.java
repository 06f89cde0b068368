package dev.telltale.detectors.packages;

import dev.telltale.detectors.calibration.Isotonic;
import dev.telltale.detectors.calibration.Platt;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ModelStoreTest {
    @TempDir
    Path store;

    private Path directory = Path.of("");

    @BeforeEach
    void pack() {
        directory = Packages.writeGood(store, new Platt(1.5, -0.25), QualityLimits.none());
    }

    @Test
    void shouldReadBackWhatWasPacked() {
        ModelPackage found = new ModelStore(List.of(store)).get(Packages.TINY);

        assertThat(found.manifest().calibration()).isEqualTo(new Platt(1.5, -0.25));
        assertThat(found.manifest().sha256()).containsOnlyKeys("model.onnx", "MODEL_CARD.md", "eval/scores.csv");
        assertThat(found.sha256()).isEqualTo(Hashes.sha256(found.network().array()));
        assertThat(new ModelStore(List.of(store)).list()).containsExactly(Packages.TINY);
        assertThat(store.resolve("tiny")).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void shouldKeepIsotonicCalibration(@TempDir Path other) {
        Isotonic isotonic = new Isotonic(List.of(-1.0, 2.0), List.of(-3.0, 4.0));
        Packages.writeGood(other, isotonic, QualityLimits.none());

        assertThat(new ModelStore(List.of(other)).get(Packages.TINY).manifest().calibration()).isEqualTo(isotonic);
    }

    @Test
    void shouldCallTheHighestNumberNewest() throws IOException {
        for (String version : List.of("1.9.0", "1.10.0", "1.2.11")) {
            Files.createDirectories(store.resolve("tiny").resolve(version));
            Files.createFile(store.resolve("tiny").resolve(version).resolve(Manifest.MANIFEST_FILE));
        }

        assertThat(new ModelStore(List.of(store)).newest("tiny")).isEqualTo(new PackageId("tiny", "1.10.0"));
        assertThatThrownBy(() -> new ModelStore(List.of(store)).newest("huge")).isInstanceOf(PackageException.class)
                .hasMessageContaining("huge").hasMessageContaining(store.toString());
    }

    @Test
    void shouldNeverChangeAPackageUnderItsVersion() {
        assertThatThrownBy(() -> Packages.writeGood(store, null, QualityLimits.none()))
                .isInstanceOf(PackageException.class).hasMessageContaining("exists already");
    }

    @Test
    void shouldSayWhereItLooked() {
        assertThatThrownBy(() -> new ModelStore(List.of(store)).get(new PackageId("tiny", "2.0.0")))
                .hasMessageContaining("tiny@2.0.0").hasMessageContaining(store.toString());
    }

    @Test
    void shouldNameFoldersThatWereMeantToBePackages() throws IOException {
        // Given
        Path bare = Files.createDirectories(store.resolve("bare/1.0.0"));
        Path misnamed = Files.createDirectories(store.resolve("short/1.0"));
        Files.createFile(misnamed.resolve(Manifest.MANIFEST_FILE));
        Path flat = Files.createDirectories(store.resolve("flat"));
        Files.createFile(flat.resolve(Manifest.MANIFEST_FILE));
        Path shouted = Files.createDirectories(store.resolve("Loud_Model/1.0.0"));
        Files.createFile(shouted.resolve(Manifest.MODEL_FILE));
        // and what is none of a package's business
        Files.createDirectories(store.resolve("blend-lite.import/broker"));
        Files.createDirectories(store.resolve("tiny/.2.0.0.part-1"));
        Files.createFile(store.resolve("README"));

        // When
        ModelStore models = new ModelStore(List.of(store, store.resolve("nowhere")));

        // Then
        assertThat(models.strays()).satisfiesExactly(
                loud -> assertThat(loud).startsWith(shouted + " is left out: it has no manifest.json"),
                one -> assertThat(one).startsWith(bare + " is left out: it has no manifest.json"),
                two -> assertThat(two).startsWith(flat + " is left out: ").endsWith("move it to " + flat + "/VERSION"),
                three -> assertThat(three).startsWith(misnamed + " is left out: ").contains("like 1.0.0, got: '1.0'"));
        assertThat(models.list()).containsExactly(Packages.TINY);
    }

    @Test
    void shouldRefuseAChangedFile() throws IOException {
        Files.writeString(directory.resolve("MODEL_CARD.md"), "better than it is");

        assertRefused("tiny@1.0.0: MODEL_CARD.md is not the file that was packed");
    }

    @Test
    void shouldRefuseAMissingFile() throws IOException {
        Files.delete(directory.resolve("eval/scores.csv"));

        assertRefused("no file 'eval/scores.csv'");
    }

    @Test
    void shouldRefuseLinks(@TempDir Path elsewhere) throws IOException {
        Path copy = Files.copy(directory.resolve("model.onnx"), elsewhere.resolve("model.onnx"));
        Files.delete(directory.resolve("model.onnx"));
        Files.createSymbolicLink(directory.resolve("model.onnx"), copy);

        assertRefused("'model.onnx' is a link");
    }

    @Test
    void shouldRefuseFilesOutside() throws IOException {
        replaceInManifest("\"MODEL_CARD.md\" : ", "\"../../secret\" : ");

        assertRefused("lies outside of the package");
    }

    @Test
    void shouldRefuseUnknownKeys() throws IOException {
        replaceInManifest("\"recipe\"", "\"receipt\" : \"-\", \"recipe\"");

        assertRefused("receipt");
    }

    @Test
    void shouldSayWhereAManifestThatIsCutShortEnds() throws IOException {
        Files.writeString(directory.resolve("manifest.json"), "{\"name\" : \"tiny\"");

        assertThatThrownBy(() -> new ModelStore(List.of(store)).get(Packages.TINY))
                .isInstanceOf(PackageException.class).hasMessageContaining("[line: 1, column: 1]")
                .hasMessageNotContaining("REDACTED");
    }

    @Test
    void shouldRefuseMissingKeys() throws IOException {
        replaceInManifest("\"licence\" : \"Apache-2.0\",", "");

        assertRefused("licence");
    }

    @Test
    void shouldNameTheKeyOfABadValue() throws IOException {
        replaceInManifest("\"minFrames\" : 1", "\"minFrames\" : 99");

        assertRefused("quality.minFrames must be 1 to 32, got: 99");
    }

    @Test
    void shouldTellWhoSigned() throws GeneralSecurityException, IOException {
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] manifest = Files.readAllBytes(directory.resolve("manifest.json"));
        Files.writeString(directory.resolve(Signature.FILE),
                Signature.of(manifest, "desk", key.getPrivate()).toString());

        Signature signature = new ModelStore(List.of(store)).get(Packages.TINY).signature();

        assertThat(signature).isNotNull();
        assertThat(signature.keyId()).isEqualTo("desk");
        assertThat(signature.isBy(key.getPublic(), manifest)).isTrue();
        assertThat(signature.isBy(other.getPublic(), manifest)).isFalse();
        manifest[10] ^= 1;
        assertThat(signature.isBy(key.getPublic(), manifest)).isFalse();
    }

    private void replaceInManifest(String what, String with) throws IOException {
        Path manifest = directory.resolve("manifest.json");
        String text = Files.readString(manifest);
        assertThat(text).contains(what);
        Files.writeString(manifest, text.replace(what, with));
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> new ModelStore(List.of(store)).get(Packages.TINY))
                .isInstanceOf(PackageException.class).hasMessageContaining(why);
    }
}
