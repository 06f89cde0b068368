package dev.telltale.trainer.landmarks;

import dev.telltale.trainer.interpreter.TrainableGraph;
import dev.telltale.trainer.operators.Mode;
import dev.telltale.trainer.synthesis.CropDegrader;
import dev.telltale.trainer.tensors.NativeScope;
import dev.telltale.trainer.tensors.TensorArrays;
import dev.telltale.vision.Affine;
import dev.telltale.vision.Landmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A network that gives 68 points as fractions of a square crop, ours or a reference.
 *
 * @param output name of the output with N x 136 fractions
 * @param size side of the crop, pixels
 * @param margin what it sees beyond the face's square, share of its side
 * @param mean subtracted from values 0 to 255
 * @param deviation and divided by
 */
record PointNetwork(TrainableGraph graph, String output, int size, double margin, float mean, float deviation) {
    private static final int BATCH = 16;

    static PointNetwork ours(TrainableGraph graph, double margin) {
        return new PointNetwork(graph, "landmarks", CropTensors.SIZE, margin, CropTensors.MIDDLE, CropTensors.MIDDLE);
    }

    /** Normalised error of each place. */
    List<Double> errors(List<TestCrops.Place> places, FacePictures pictures) {
        List<Double> errors = new ArrayList<>();
        try (CropDegrader cropper = new CropDegrader()) {
            for (int from = 0; from < places.size(); from += BATCH) {
                List<TestCrops.Place> part = places.subList(from, Math.min(from + BATCH, places.size()));
                float[] points = points(part, pictures, cropper);
                for (int i = 0; i < part.size(); i++) {
                    Affine map = TestCrops.map(part.get(i), margin, size);
                    Landmarks found = landmarks(points, i * CropTensors.COORDINATES).mapped(map);
                    errors.add(TestCrops.normalisedError(found, part.get(i).face().landmarks()));
                }
            }
        }
        return errors;
    }

    private float[] points(List<TestCrops.Place> places, FacePictures pictures, CropDegrader cropper) {
        int plane = size * size;
        float[] images = new float[places.size() * 3 * plane];
        for (int i = 0; i < places.size(); i++) {
            Affine map = TestCrops.map(places.get(i), margin, size);
            byte[] rgb = TestCrops.pixels(places.get(i), pictures, map, size, cropper);
            for (int pixel = 0; pixel < plane; pixel++) {
                for (int channel = 0; channel < 3; channel++) {
                    images[(3 * i + channel) * plane + pixel] = ((rgb[3 * pixel + channel] & 0xff) - mean) / deviation;
                }
            }
        }
        return NativeScope.callWithoutGradient(() -> TensorArrays.floats(graph
                .forward(Map.of(graph.inputNames().getFirst(),
                        TensorArrays.floats(images, places.size(), 3, size, size)), Mode.EVAL)
                .get(output)));
    }

    private Landmarks landmarks(float[] fractions, int offset) {
        float[] xy = new float[CropTensors.COORDINATES];
        for (int i = 0; i < xy.length; i++) {
            xy[i] = fractions[offset + i] * size - 0.5f;
        }
        return Landmarks.of(xy);
    }
}
