package dev.telltale.detectors.inference;

import dev.telltale.detectors.packages.Manifest;
import dev.telltale.detectors.packages.OutputSpec;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One session of a model. Not thread-safe: one per worker, one worker per core. Reuses its input's memory. */
public final class Predictor implements AutoCloseable {
    private final Manifest manifest;
    private final OrtSession session;
    private final String provider;
    private final Set<String> wanted;
    private final int itemFloats;
    private FloatBuffer tensor;

    Predictor(Manifest manifest, OrtSession session, String provider) {
        this.manifest = manifest;
        this.session = session;
        this.provider = provider;
        int size = manifest.input().size();
        itemFloats = 3 * size * size;
        tensor = allocate(1);
        wanted = new LinkedHashSet<>(manifest.outputs().stream().map(OutputSpec::tensor).toList());
    }

    /** ONNX Runtime's name of where it runs. */
    public String provider() {
        return provider;
    }

    /**
     * Runs the network on these items, as one batch.
     *
     * @throws ModelException where ONNX Runtime fails
     */
    public <I, O> List<O> predict(Translator<I, O> translator, List<I> items) {
        FloatBuffer input = room(items.size());
        for (int i = 0; i < items.size(); i++) {
            input.position(i * itemFloats);
            translator.write(items.get(i), input);
        }
        Outputs outputs = run(input.position(0).limit(items.size() * itemFloats), items.size());
        List<O> answers = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            answers.add(translator.read(outputs, i));
        }
        return answers;
    }

    /** Runs the network on a batch of float pixels, N x 3 x size x size, in a direct buffer. */
    Outputs run(FloatBuffer pixels, int batch) {
        long side = manifest.input().size();
        try (OnnxTensor input = OnnxTensor.createTensor(OrtRuntime.environment(), pixels,
                new long[]{batch, 3, side, side});
                OrtSession.Result result = session.run(Map.of(manifest.input().tensor(), input), wanted)) {
            Map<String, float[]> values = new HashMap<>();
            for (String name : wanted) {
                values.put(name, floats((OnnxTensor) result.get(name).orElseThrow()));
            }
            return new Outputs(values, batch);
        } catch (OrtException e) {
            throw new ModelException(manifest.id() + ": ONNX Runtime failed: " + e.getMessage(), e);
        }
    }

    private static float[] floats(OnnxTensor tensor) {
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    private FloatBuffer room(int items) {
        if (items < 1) {
            throw new IllegalArgumentException("nothing to predict");
        }
        if (tensor.capacity() < items * itemFloats) {
            tensor = allocate(items);
        }
        return tensor.clear();
    }

    private FloatBuffer allocate(int items) {
        return ByteBuffer.allocateDirect(items * itemFloats * Float.BYTES).order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new ModelException(manifest.id() + ": session cannot be closed: " + e.getMessage(), e);
        }
    }
}
