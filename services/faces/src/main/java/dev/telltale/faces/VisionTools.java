package dev.telltale.faces;

import dev.telltale.vision.CascadeFaceDetector;
import dev.telltale.vision.CascadeSettings;
import dev.telltale.vision.CropSampler;
import dev.telltale.vision.FaceDetector;
import dev.telltale.vision.LandmarkPredictor;
import dev.telltale.vision.media.DecodeAhead;
import dev.telltale.vision.quality.FaceQuality;

/**
 * What a worker looks with. Shared by the streams of one thread; keeps nothing of one picture for the next.
 *
 * @param detector looks at whole pictures
 * @param closeUp confirms single faces
 * @param landmarks places landmarks
 * @param sampler cuts crops
 * @param quality measures faces
 * @param decodeAhead decodes while the others look
 */
public record VisionTools(FaceDetector detector, FaceDetector closeUp, LandmarkPredictor landmarks, CropSampler sampler,
        FaceQuality quality, DecodeAhead decodeAhead) implements AutoCloseable {
    /** OpenCV's cascade for detection. Takes over {@code landmarks}. */
    public static VisionTools withCascade(LandmarkPredictor landmarks) {
        return new VisionTools(new CascadeFaceDetector(CascadeSettings.DEFAULT),
                new CascadeFaceDetector(CascadeSettings.CLOSE_UP), landmarks, new CropSampler(), new FaceQuality(),
                new DecodeAhead());
    }

    @Override
    public void close() {
        detector.close();
        closeUp.close();
        landmarks.close();
        sampler.close();
        quality.close();
        decodeAhead.close();
    }
}
