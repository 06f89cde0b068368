package dev.telltale.detectors.landmarks;

import dev.telltale.detectors.inference.CropTranslator;
import dev.telltale.detectors.inference.Model;
import dev.telltale.detectors.inference.ModelException;
import dev.telltale.detectors.inference.Outputs;
import dev.telltale.detectors.inference.Predictor;
import dev.telltale.detectors.packages.InputSpec;
import dev.telltale.detectors.packages.Task;
import dev.telltale.vision.Affine;
import dev.telltale.vision.CropSampler;
import dev.telltale.vision.FaceSquare;
import dev.telltale.vision.LandmarkPrediction;
import dev.telltale.vision.LandmarkPredictor;
import dev.telltale.vision.Landmarks;
import dev.telltale.vision.Picture;

import java.util.List;

/** Landmarks by a network such as {@link dev.telltale.detectors.networks.Landmarks68Net}. */
public final class Landmarks68 implements LandmarkPredictor {
    private final Predictor predictor;
    private final CropTranslator translator;
    private final CropSampler sampler = new CropSampler();
    private final int size;
    private final double enlarge;
    private final byte[] crop;

    public Landmarks68(Model model) {
        InputSpec input = model.manifest().input();
        if (model.manifest().task() != Task.LANDMARKS) {
            throw new ModelException(model.manifest().id() + ": its task is " + model.manifest().task()
                    + ", expected LANDMARKS");
        }
        size = input.size();
        enlarge = 1 + 2 * input.crop().margin();
        translator = new CropTranslator(input);
        crop = new byte[3 * size * size];
        predictor = model.newPredictor();
    }

    @Override
    public LandmarkPrediction predict(Picture picture, FaceSquare where) {
        Affine toPicture = where.enlarged(enlarge).toPicture(size);
        sampler.rgb(picture, toPicture, size, size, crop);
        Outputs outputs = predictor.predict(translator, List.of(crop)).getFirst();
        Landmarks inCrop = Landmarks.of(pixels(outputs.of("landmarks")));
        double face = 1 / (1 + Math.exp(-outputs.of("face", 0, 0)));
        return new LandmarkPrediction(inCrop.mapped(toPicture), (float) face);
    }

    /** Fractions from edge to edge become pixels whose centres are whole numbers. */
    private float[] pixels(float[] fractions) {
        float[] xy = new float[fractions.length];
        for (int i = 0; i < xy.length; i++) {
            xy[i] = fractions[i] * size - 0.5f;
        }
        return xy;
    }

    @Override
    public void close() {
        predictor.close();
        sampler.close();
    }
}
