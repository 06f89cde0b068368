package dev.telltale.detectors.score;

import dev.telltale.vision.Affine;
import dev.telltale.vision.AlignedCrop;
import dev.telltale.vision.CropSampler;
import dev.telltale.vision.StillPicture;

/** Cuts a network's input out of a crop that travelled. Where both have the same scale pixels are copied as they are. Not thread-safe. */
public final class CropReader implements AutoCloseable {
    private final AlignedCrop wanted;
    private final CropSampler sampler = new CropSampler();
    private final byte[] pixels;

    public CropReader(AlignedCrop wanted) {
        this.wanted = wanted;
        pixels = new byte[3 * wanted.size() * wanted.size()];
    }

    /**
     * Cuts the wanted part out of a decoded crop.
     *
     * @return size x size x 3 bytes R, G, B; overwritten by the next call
     */
    byte[] read(StillPicture picture, AlignedCrop crop) {
        sampler.rgb(picture, map(wanted, crop), wanted.size(), wanted.size(), pixels);
        return pixels;
    }

    /** From pixels of one aligned crop to pixels of another of the same face. */
    public static Affine map(AlignedCrop from, AlignedCrop to) {
        double scale = faceSide(to) / faceSide(from);
        double shift = (to.size() - 1) / 2.0 - scale * (from.size() - 1) / 2.0;
        return new Affine(scale, 0, shift, 0, scale, shift);
    }

    private static double faceSide(AlignedCrop crop) {
        return crop.size() / (1 + 2 * crop.margin());
    }

    @Override
    public void close() {
        sampler.close();
    }
}
