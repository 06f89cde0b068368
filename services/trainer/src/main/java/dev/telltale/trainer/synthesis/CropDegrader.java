package dev.telltale.trainer.synthesis;

import dev.telltale.vision.Affine;
import dev.telltale.vision.CropSampler;
import dev.telltale.vision.Picture;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

import java.util.random.RandomGenerator;

/** Cuts a crop as serving does and then degrades it at random. One per worker, not thread-safe. */
public final class CropDegrader implements AutoCloseable {
    private final CropSampler sampler = new CropSampler();

    /** The crop as it is: {@code size * size * 3} bytes R, G, B, row by row. */
    public void clean(Picture picture, Affine toPicture, int size, byte[] out) {
        sampler.rgb(picture, toPicture, size, size, out);
    }

    /** The crop after a {@link Degradation#random}. */
    public void degraded(Picture picture, Affine toPicture, int size, RandomGenerator random, byte[] out) {
        Mat crop = sampler.rgb(picture, toPicture, size, size);
        Degradation.random(random).apply(crop);
        try (BytePointer data = crop.data()) {
            data.get(out, 0, 3 * size * size);
        }
    }

    @Override
    public void close() {
        sampler.close();
    }
}
