package dev.telltale.detectors.inference;

import dev.telltale.detectors.graph.Shape;
import dev.telltale.detectors.graph.Tensors;
import dev.telltale.detectors.packages.Manifest;
import dev.telltale.detectors.packages.ModelPackage;
import dev.telltale.detectors.packages.ModelStore;
import dev.telltale.detectors.packages.NetworkBytes;
import dev.telltale.detectors.packages.OutputSpec;
import dev.telltale.detectors.packages.PackageException;
import dev.telltale.detectors.packages.Packages;
import dev.telltale.detectors.packages.QualityLimits;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ModelTest {
    private static final byte[] GOOD = Packages.network(3, Packages.SIDE).toByteArray();
    private static final Manifest MANIFEST = Packages.tested(Packages.manifest(null, QualityLimits.none()), GOOD);

    @TempDir
    Path store;

    @Test
    void shouldGiveTheSameAnswerAloneAndInABatch() {
        Model model = load(MANIFEST, GOOD);
        byte[] grey = new byte[3 * Packages.SIDE * Packages.SIDE];
        byte[] bright = grey.clone();
        Arrays.fill(bright, (byte) 200);
        CropTranslator translator = new CropTranslator(MANIFEST.input());

        try (Predictor predictor = model.newPredictor()) {
            Outputs both = predictor.predict(translator, List.of(grey, bright)).getFirst();
            float first = predictor.predict(translator, List.of(grey)).getFirst().of("logit", 0, 0);
            float second = predictor.predict(translator, List.of(bright)).getFirst().of("logit", 0, 0);

            assertThat(both.of("logit", 0, 0)).isEqualTo(first);
            assertThat(both.of("logit", 1, 0)).isEqualTo(second).isNotEqualTo(first);
            assertThat(predictor.provider()).isEqualTo("CPU");
        }
    }

    @Test
    void shouldFallBackToTheCpuWhereThereIsNoGpu() {
        ProviderChain chain = new ProviderChain(List.of(new Provider.TensorRt(0, 1 << 30, true, store),
                new Provider.Cuda(0, 1 << 30)));

        assertThat(Model.load(unwritten(MANIFEST, GOOD), chain).provider()).isEqualTo("CPU");
    }

    @Test
    void shouldRefuseAnotherShape() {
        assertRefused(MANIFEST, Packages.network(3, 64).toByteArray(),
                "tiny@1.0.0: the manifest declares input 'image' as [N,3,32,32] f32, the network has [N,3,64,64] f32");
    }

    @Test
    void shouldRefuseAnotherType() {
        ModelProto.Builder doubles = Packages.network(3, Packages.SIDE).toBuilder();
        doubles.getGraphBuilder().getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder()
                .setElemType(TensorProto.DataType.DOUBLE.getNumber());

        assertThatThrownBy(() -> load(MANIFEST, doubles.build().toByteArray())).isInstanceOf(ModelException.class)
                .hasMessageStartingWith("tiny@1.0.0: ONNX Runtime refuses it");
    }

    @Test
    void shouldRefuseAnotherName() {
        Manifest other = withOutput(new OutputSpec("score", List.of(1), "none"));

        assertRefused(other, GOOD, "tiny@1.0.0: no output 'score', found: [logit]");
    }

    @Test
    void shouldRefuseAnotherOutputShape() {
        Manifest other = withOutput(new OutputSpec("logit", List.of(2), "none"));

        assertRefused(other, GOOD, "the manifest declares output 'logit' as [N,2] f32, the network has [N,1] f32");
    }

    @Test
    void shouldRefuseWeightsThatAreNoNumbers() {
        ModelProto.Builder broken = Packages.network(3, Packages.SIDE).toBuilder();
        TensorProto weight = broken.getGraph().getInitializer(0);
        float[] values = new float[Tensors.shape(weight).elements()];
        Arrays.fill(values, Float.NaN);
        Shape shape = Tensors.shape(weight);
        broken.getGraphBuilder().setInitializer(0, Tensors.floats(weight.getName(), shape, values));

        assertRefused(MANIFEST, broken.build().toByteArray(), "tiny@1.0.0: self-test failed: output 'logit' [0] is ");
    }

    @Test
    void shouldRefuseAnotherModelOfTheSameShape() {
        assertRefused(MANIFEST, Packages.network(4, Packages.SIDE).toByteArray(), "self-test failed");
    }

    @Test
    void shouldRefuseATruncatedFile() {
        byte[] half = Arrays.copyOf(GOOD, GOOD.length / 2);

        assertThatThrownBy(() -> load(MANIFEST, half)).isInstanceOf(PackageException.class)
                .hasMessageContaining("cut short");
    }

    @Test
    void shouldLoadFromAStore() {
        Packages.writeGood(store, null, QualityLimits.none());

        Model model = Model.load(new ModelStore(List.of(store)).get(Packages.TINY), ProviderChain.cpu());

        assertThat(model.manifest().id()).isEqualTo(Packages.TINY);
    }

    private static Manifest withOutput(OutputSpec output) {
        return new Manifest(MANIFEST.name(), MANIFEST.version(), MANIFEST.task(), MANIFEST.input(), List.of(output),
                null, MANIFEST.quality(), MANIFEST.training(), MANIFEST.recipe(), MANIFEST.licence(), true,
                MANIFEST.sha256(), MANIFEST.selfTest());
    }

    private static void assertRefused(Manifest manifest, byte[] onnx, String why) {
        assertThatThrownBy(() -> load(manifest, onnx)).isInstanceOf(ModelException.class).hasMessageContaining(why);
    }

    private static Model load(Manifest manifest, byte[] onnx) {
        return Model.load(unwritten(manifest, onnx), ProviderChain.cpu());
    }

    private static ModelPackage unwritten(Manifest manifest, byte[] onnx) {
        return new ModelPackage(Path.of("nowhere"), manifest, "", NetworkBytes.checked(onnx, "tiny@1.0.0"), null);
    }
}
