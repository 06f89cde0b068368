package dev.telltale.trainer.loop;

import dev.telltale.detectors.graph.GraphBuilder;
import dev.telltale.detectors.graph.Layers;
import dev.telltale.detectors.graph.Shape;
import dev.telltale.detectors.graph.Value;
import dev.telltale.detectors.graph.WeightInit;
import dev.telltale.trainer.interpreter.Outputs;
import dev.telltale.trainer.interpreter.TrainableGraph;
import dev.telltale.trainer.interpreter.Weight;
import dev.telltale.trainer.loop.Batch.Floats;

import ai.onnx.proto.OnnxMl.ModelProto;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** Learns y = 2 a - 3 b + 1: small enough to be learned in a blink. */
class LineTask implements TrainingTask {
    static final LoopRecipe RECIPE = new LoopRecipe(5, 60, 16, 0.2, 5, 1e-4, 100, 0.5, 20, 9, 2, 1);

    static ModelProto model() {
        GraphBuilder graph = new GraphBuilder("line");
        Layers net = new Layers(graph, new WeightInit(1));
        Value x = graph.input("x", Shape.batchOf(2));
        graph.output("y", net.linear("line", x, 1));
        return graph.build();
    }

    @Override
    public Batch batch(long step) {
        SplittableRandom random = new SplittableRandom(step);
        float[] x = new float[2 * RECIPE.batch()];
        float[] y = new float[RECIPE.batch()];
        for (int i = 0; i < y.length; i++) {
            x[2 * i] = random.nextFloat();
            x[2 * i + 1] = random.nextFloat();
            y[i] = 2 * x[2 * i] - 3 * x[2 * i + 1] + 1;
        }
        return new Batch(Map.of("x", new Floats(x, y.length, 2)), Map.of("y", new Floats(y, y.length, 1)));
    }

    @Override
    public Tensor loss(Outputs outputs, Map<String, Tensor> targets) {
        return torch.mse_loss(outputs.get("y"), Objects.requireNonNull(targets.get("y")));
    }

    @Override
    public double validate(TrainableGraph graph) {
        double error = 0;
        float[] truth = {2, -3};
        for (Weight weight : graph.weights()) {
            float[] values = weight.values();
            error += values.length == 1
                    ? Math.abs(values[0] - 1)
                    : Math.abs(values[0] - truth[0]) + Math.abs(values[1] - truth[1]);
        }
        return error;
    }
}
