package dev.telltale.trainer.blend;

import dev.telltale.detectors.networks.BlendLiteNet;
import dev.telltale.detectors.score.CropReader;
import dev.telltale.vision.Affine;
import dev.telltale.vision.AlignedCrop;

import java.util.random.RandomGenerator;

/** How the network's input is cut out of a crop: as serving does, or a little off, as another landmark network would. */
final class CropJitter {
    private static final double MIDDLE = (BlendLiteNet.SIZE - 1) / 2.0;
    private static final double SCALE = 0.08;
    private static final double SHIFT = 0.04 * BlendLiteNet.SIZE;
    private static final double DEGREES = 5;

    private final AlignedCrop wanted;

    CropJitter(double margin) {
        wanted = new AlignedCrop(BlendLiteNet.SIZE, margin);
    }

    Affine exact(AlignedCrop crop) {
        return CropReader.map(wanted, crop);
    }

    Affine random(AlignedCrop crop, RandomGenerator random) {
        double scale = 1 + SCALE * (2 * random.nextDouble() - 1);
        double degrees = DEGREES * (2 * random.nextDouble() - 1);
        double x = MIDDLE + SHIFT * (2 * random.nextDouble() - 1);
        double y = MIDDLE + SHIFT * (2 * random.nextDouble() - 1);
        Affine centred = new Affine(1, 0, -MIDDLE, 0, 1, -MIDDLE);
        return exact(crop).after(Affine.similarity(scale, degrees, x, y).after(centred));
    }
}
