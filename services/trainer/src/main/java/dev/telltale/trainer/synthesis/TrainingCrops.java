package dev.telltale.trainer.synthesis;

import dev.telltale.vision.Affine;
import dev.telltale.vision.CropSampler;
import dev.telltale.vision.Landmarks;
import dev.telltale.vision.Picture;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

import java.util.random.RandomGenerator;

import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

/** Crops to learn from, as arrays: genuine ones with their forged twins, or any, degraded. One per worker, not thread-safe. */
public final class TrainingCrops implements AutoCloseable {
    /**
     * A face in a picture and how to cut it.
     *
     * @param landmarks in pixels of the picture
     * @param toPicture from pixels of the crop
     */
    public record Source(Picture picture, Landmarks landmarks, Affine toPicture) {}

    /** A genuine crop, its forged twin (size x size x 3 bytes R, G, B) and the boundary of the forgery, map x map, 0 to 1. */
    public static final class Twins {
        private final byte[] genuine;
        private final byte[] forged;
        private final float[] boundary;

        Twins(byte[] genuine, byte[] forged, float[] boundary) {
            this.genuine = genuine;
            this.forged = forged;
            this.boundary = boundary;
        }

        public byte[] genuine() {
            return genuine;
        }

        public byte[] forged() {
            return forged;
        }

        public float[] boundary() {
            return boundary;
        }
    }

    private final CropSampler sampler = new CropSampler();
    private final int size;
    private final int map;

    /** Crops of {@code size} pixels, boundaries of {@code map} x {@code map}. */
    public TrainingCrops(int size, int map) {
        this.size = size;
        this.map = map;
    }

    /** A genuine crop and a forgery of it, degraded alike. */
    public Twins twins(Source face, Source donor, ForgerySynthesis synthesis, RandomGenerator random) {
        try (PointerScope scope = new PointerScope();
                Forgery forgery = synthesis.pair(cut(face), cut(donor), random)) {
            return new Twins(bytes(forgery.genuine()), bytes(forgery.forged()), boundary(forgery.mask()));
        }
    }

    /** A crop, degraded and mirrored at random. */
    public byte[] degraded(Source face, RandomGenerator random) {
        Mat crop = sampler.rgb(face.picture(), face.toPicture(), size, size);
        Degradation.random(random).apply(crop);
        if (random.nextBoolean()) {
            flip(crop, crop, 1);
        }
        return bytes(crop);
    }

    /** A crop as it is. */
    public byte[] clean(Source face) {
        return bytes(sampler.rgb(face.picture(), face.toPicture(), size, size));
    }

    private RealFace cut(Source face) {
        Mat crop = sampler.rgb(face.picture(), face.toPicture(), size, size).clone();
        return new RealFace(crop, face.landmarks().mapped(face.toPicture().inverse()));
    }

    /** Face X-ray's 4 M (1 - M), the mask first stretched to reach 1, averaged over the cells of the map. */
    private float[] boundary(Mat mask) {
        float[] all = new float[size * size];
        try (FloatIndexer at = mask.createIndexer()) {
            for (int y = 0, i = 0; y < size; y++) {
                for (int x = 0; x < size; x++, i++) {
                    all[i] = at.get(y, x);
                }
            }
            float highest = highest(all);
            for (int y = 0, i = 0; y < size; y++) {
                for (int x = 0; x < size; x++, i++) {
                    float share = highest == 0 ? 0 : all[i] / highest;
                    at.put(y, x, 4 * share * (1 - share));
                }
            }
        }
        return shrunk(mask);
    }

    private float[] shrunk(Mat full) {
        float[] cells = new float[map * map];
        try (Mat small = new Mat(); Size to = new Size(map, map)) {
            resize(full, small, to, 0, 0, INTER_AREA);
            try (FloatIndexer at = small.createIndexer()) {
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = at.get(i / map, i % map);
                }
            }
        }
        return cells;
    }

    private static float highest(float[] values) {
        float highest = 0;
        for (float value : values) {
            highest = Math.max(highest, value);
        }
        return highest;
    }

    private byte[] bytes(Mat rgb) {
        byte[] bytes = new byte[3 * size * size];
        try (BytePointer data = rgb.data()) {
            data.get(bytes);
        }
        return bytes;
    }

    @Override
    public void close() {
        sampler.close();
    }
}
