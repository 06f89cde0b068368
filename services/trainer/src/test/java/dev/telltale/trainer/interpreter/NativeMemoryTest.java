package dev.telltale.trainer.interpreter;

import dev.telltale.trainer.operators.Mode;
import dev.telltale.trainer.tensors.NativeScope;
import dev.telltale.trainer.tensors.TensorArrays;

import ai.onnx.proto.OnnxMl.ModelProto;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Tensors are freed at the end of each step, not when the garbage collector happens to run. */
class NativeMemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int STEPS = 500;
    /** A step holds about 1 MB of activations: a leak of one tensor a step would show as hundreds of MB. */
    private static final long MOST_GROWTH_KB = 64 * 1024;

    @Test
    void shouldNotGrowOverFiveHundredSteps() throws IOException {
        assumeTrue(Files.isReadable(STATUS), "resident memory is only read where /proc is");
        ModelProto model = Graphs.model(
                List.of(Graphs.node("Conv", "c", List.of("x", "w")), Graphs.node("Relu", "r", List.of("c")),
                        Graphs.node("GlobalAveragePool", "y", List.of("r"))),
                List.of(Graphs.floats("w", new long[]{8, 3, 1, 1}, new float[24])));
        float[] picture = new float[3 * 128 * 128];
        try (TrainableGraph graph = TrainableGraph.of(model)) {
            steps(graph, picture, 50);
            long before = residentKb();

            steps(graph, picture, STEPS);

            assertThat(residentKb() - before).isLessThan(MOST_GROWTH_KB);
        }
    }

    private static void steps(TrainableGraph graph, float[] picture, int count) {
        for (int i = 0; i < count; i++) {
            NativeScope.run(() -> torch
                    .sum(graph.forward(Map.of("x", TensorArrays.floats(picture, 1, 3, 128, 128)), Mode.TRAIN).get("y"))
                    .backward());
        }
    }

    private static long residentKb() throws IOException {
        return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }
}
