package dev.telltale.trainer.blend;

import dev.telltale.detectors.networks.BlendLiteNet;
import dev.telltale.trainer.loop.Batch;
import dev.telltale.trainer.synthesis.ForgerySynthesis;
import dev.telltale.trainer.synthesis.TrainingCrops;
import dev.telltale.trainer.synthesis.TrainingCrops.Source;
import dev.telltale.trainer.synthesis.TrainingCrops.Twins;
import dev.telltale.vision.StillPicture;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Mini-batches, each a pure function of its number: genuine faces with forgeries synthesised of them, and as many genuine as forged frames of clips.
 * Every sample goes through the same kinds of degradation.
 */
final class BlendBatches {
    /** Donors are looked for among this many; the one with the most similar landmarks is taken. */
    private static final int DONORS = 8;

    private final BlendRecipe recipe;
    private final CropJitter jitter;
    private final ForgerySynthesis synthesis;
    private final FacePool stills;
    private final FacePool genuineClips;
    private final FacePool forgedClips;

    BlendBatches(BlendRecipe recipe, List<LabelledFace> faces) {
        this.recipe = recipe;
        jitter = new CropJitter(recipe.margin());
        synthesis = new ForgerySynthesis(recipe.crossShare());
        stills = new FacePool(faces.stream().filter(BlendBatches::isStill).toList(), face -> face.from().identity());
        genuineClips = new FacePool(faces.stream().filter(face -> !isStill(face) && !face.from().forged()).toList(),
                face -> face.from().identity());
        forgedClips = new FacePool(faces.stream().filter(face -> face.from().forged()).toList(),
                face -> face.from().method());
    }

    /** Persons among the stills, persons among the genuine clips, generators. */
    int[] groups() {
        return new int[]{stills.size(), genuineClips.size(), forgedClips.size()};
    }

    Batch batch(long step) {
        RandomGenerator random = new SplittableRandom(recipe.loop().seed() * 0x9E3779B97F4A7C15L + step);
        BatchArrays arrays = new BatchArrays(recipe.loop().batch());
        try (TrainingCrops crops = new TrainingCrops(BlendLiteNet.SIZE, BlendLiteNet.MAP)) {
            while (!arrays.isFull()) {
                if (random.nextDouble() < recipe.twinShare()) {
                    twins(crops, arrays, random);
                } else {
                    arrays.genuine(frame(genuineClips.draw(random), crops, random));
                    arrays.forged(frame(forgedClips.draw(random), crops, random));
                }
            }
        }
        return arrays.batch();
    }

    private void twins(TrainingCrops crops, BatchArrays arrays, RandomGenerator random) {
        FacePool pool = random.nextBoolean() ? stills : genuineClips;
        LabelledFace face = pool.draw(random);
        LabelledFace donor = nearest(face, pool, random);
        try (StillPicture picture = decode(face); StillPicture other = decode(donor)) {
            Twins twins = crops.twins(
                    new Source(picture, face.landmarks(), jitter.random(face.frame().crop(), random)),
                    new Source(other, donor.landmarks(), jitter.exact(donor.frame().crop())), synthesis, random);
            arrays.genuine(twins.genuine());
            arrays.forged(twins.forged(), twins.boundary());
        }
    }

    private byte[] frame(LabelledFace face, TrainingCrops crops, RandomGenerator random) {
        try (StillPicture picture = decode(face)) {
            return crops.degraded(
                    new Source(picture, face.landmarks(), jitter.random(face.frame().crop(), random)), random);
        }
    }

    private static LabelledFace nearest(LabelledFace face, FacePool pool, RandomGenerator random) {
        LabelledFace best = pool.draw(random);
        for (int i = 1; i < DONORS; i++) {
            LabelledFace other = pool.draw(random);
            boolean another = !other.from().identity().equals(face.from().identity());
            if (another && distance(face, other) < distance(face, best)) {
                best = other;
            }
        }
        return best;
    }

    private static double distance(LabelledFace a, LabelledFace b) {
        float[] p = a.landmarks().toArray();
        float[] q = b.landmarks().toArray();
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += (p[i] - q[i]) * (p[i] - q[i]);
        }
        return sum;
    }

    static boolean isStill(LabelledFace face) {
        return face.from().source().isEmpty();
    }

    static StillPicture decode(LabelledFace face) {
        ByteBuffer image = face.frame().image().duplicate();
        byte[] file = new byte[image.remaining()];
        image.get(file);
        return StillPicture.decode(file);
    }
}
