package dev.telltale.trainer.blend;

import dev.telltale.detectors.networks.BlendLiteNet;
import dev.telltale.trainer.loop.Batch;

import java.util.Arrays;
import java.util.Map;

/** Fills the arrays of one mini-batch. */
final class BatchArrays {
    private static final int PIXELS = BlendLiteNet.SIZE * BlendLiteNet.SIZE;
    private static final int CELLS = BlendLiteNet.MAP * BlendLiteNet.MAP;

    private final int samples;
    private final float[] images;
    private final float[] labels;
    private final float[] maps;
    private final float[] mapWeights;
    private int filled;

    BatchArrays(int samples) {
        this.samples = samples;
        images = new float[samples * 3 * PIXELS];
        labels = new float[samples];
        maps = new float[samples * CELLS];
        mapWeights = new float[samples * CELLS];
    }

    boolean isFull() {
        return filled == samples;
    }

    /** Adds a genuine crop: no boundary anywhere. */
    void genuine(byte[] rgb) {
        Arrays.fill(mapWeights, filled * CELLS, (filled + 1) * CELLS, 1);
        add(rgb, 0);
    }

    /** Adds a forgery whose boundary is known. */
    void forged(byte[] rgb, float[] boundary) {
        System.arraycopy(boundary, 0, maps, filled * CELLS, CELLS);
        Arrays.fill(mapWeights, filled * CELLS, (filled + 1) * CELLS, 1);
        add(rgb, 1);
    }

    /** Adds a forgery of which nobody knows where it was blended, if at all. */
    void forged(byte[] rgb) {
        add(rgb, 1);
    }

    private void add(byte[] rgb, float label) {
        labels[filled] = label;
        Planes.put(rgb, images, filled * 3 * PIXELS);
        filled++;
    }

    Batch batch() {
        if (!isFull()) {
            throw new IllegalStateException(filled + " of " + samples + " samples");
        }
        long side = BlendLiteNet.SIZE;
        long map = BlendLiteNet.MAP;
        return new Batch(Map.of("image", new Batch.Floats(images, samples, 3, side, side)),
                Map.of("label", new Batch.Floats(labels, samples, 1), "boundary",
                        new Batch.Floats(maps, samples, 1, map, map), "boundaryWeight",
                        new Batch.Floats(mapWeights, samples, 1, map, map)));
    }
}
