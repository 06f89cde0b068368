package dev.telltale.detectors.packages;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import org.junit.jupiter.api.Test;

import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OnnxSafetyTest {
    private final ModelProto.Builder model = Packages.network(1, 32).toBuilder();

    @Test
    void shouldTakeAWholeNetwork() {
        assertThatCode(() -> NetworkBytes.checked(model.build().toByteArray(), "m")).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseTensorsInOtherFiles() {
        TensorProto.Builder weight = model.getGraphBuilder().getInitializerBuilder(0);
        weight.clearRawData().setDataLocation(TensorProto.DataLocation.EXTERNAL).addExternalData(
                StringStringEntryProto.newBuilder().setKey("location").setValue("../../etc/passwd"));

        assertRefused("tensor 'stem.conv.weight' lies in another file");
    }

    @Test
    void shouldRefuseOperatorsOfOthers() {
        model.getGraphBuilder().getNodeBuilder(0).setDomain("com.example");

        assertRefused("operators of domain 'com.example'");
    }

    @Test
    void shouldRefuseWhatIsNoNetwork() {
        byte[] whole = model.build().toByteArray();

        assertThatThrownBy(() -> NetworkBytes.checked(Arrays.copyOf(whole, whole.length / 2), "m@1"))
                .isInstanceOf(PackageException.class).hasMessageStartingWith("m@1: not an ONNX file");
        assertThatThrownBy(() -> NetworkBytes.checked(new byte[0], "m@1")).hasMessageContaining("no graph");
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> NetworkBytes.checked(model.build().toByteArray(), "m@1"))
                .isInstanceOf(PackageException.class).hasMessageStartingWith("m@1: ").hasMessageContaining(why);
    }
}
