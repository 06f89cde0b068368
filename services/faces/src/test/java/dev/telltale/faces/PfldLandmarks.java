package dev.telltale.faces;

import dev.telltale.vision.Affine;
import dev.telltale.vision.CropSampler;
import dev.telltale.vision.FaceSquare;
import dev.telltale.vision.LandmarkPrediction;
import dev.telltale.vision.LandmarkPredictor;
import dev.telltale.vision.Landmarks;
import dev.telltale.vision.Picture;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** PFLD as it lies among the shared models; it has no confidence of its own. */
final class PfldLandmarks implements LandmarkPredictor {
    private static final Path MODEL = Path.of(System.getProperty("telltale.shared", "../shared"), "data", "models",
            "pfld_68_112.onnx");
    private static final int SIZE = 112;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final CropSampler sampler = new CropSampler();
    private final byte[] gray = new byte[SIZE * SIZE];
    private final FloatBuffer input = ByteBuffer.allocateDirect(3 * SIZE * SIZE * Float.BYTES)
            .order(ByteOrder.nativeOrder()).asFloatBuffer();

    PfldLandmarks() {
        assumeTrue(Files.exists(MODEL), "skipped: no shared model at " + MODEL);
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(MODEL.toString(), options);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public LandmarkPrediction predict(Picture picture, FaceSquare where) {
        Affine toPicture = where.enlarged(1.15).toPicture(SIZE);
        sampler.gray(picture, toPicture, SIZE, SIZE, gray);
        for (int i = 0; i < gray.length; i++) {
            float level = (gray[i] & 0xff) / 255f;
            input.put(i, level).put(i + gray.length, level).put(i + 2 * gray.length, level);
        }
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, input, new long[]{1, 3, SIZE, SIZE});
                OrtSession.Result result = session.run(Map.of("input", tensor))) {
            FloatBuffer points = ((OnnxTensor) result.get(result.size() - 1)).getFloatBuffer();
            float[] xy = new float[2 * Landmarks.COUNT];
            for (int i = 0; i < xy.length; i++) {
                xy[i] = points.get(i) * SIZE - 0.5f;
            }
            return new LandmarkPrediction(Landmarks.of(xy).mapped(toPicture), 0.9f);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        sampler.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
