package dev.telltale.trainer.blend;

import dev.telltale.detectors.networks.BlendLiteNet;
import dev.telltale.trainer.synthesis.ForgerySynthesis;
import dev.telltale.trainer.synthesis.TrainingCrops;
import dev.telltale.trainer.synthesis.TrainingCrops.Source;
import dev.telltale.trainer.synthesis.TrainingCrops.Twins;
import dev.telltale.vision.StillPicture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A fixed crop of held-out material. */
final class HeldOutCrop {
    private static final int FRAMES_OF_A_CLIP = 2;
    private static final int TWINS = 120;
    private static final long SEED = 77;

    private final byte[] rgb;
    private final String group;
    private final boolean forged;
    private final boolean synthesised;

    private HeldOutCrop(byte[] rgb, String group, boolean forged, boolean synthesised) {
        this.rgb = rgb;
        this.group = group;
        this.forged = forged;
        this.synthesised = synthesised;
    }

    /** What belongs together: the person. */
    String group() {
        return group;
    }

    boolean forged() {
        return forged;
    }

    /** Whether it, or its twin, was synthesised by us. */
    boolean synthesised() {
        return synthesised;
    }

    byte[] rgb() {
        return rgb;
    }

    void planes(float[] into, int at) {
        Planes.put(rgb, into, at);
    }

    /** A few frames of every clip, as serving cuts them, and twins of the stills. */
    static List<HeldOutCrop> of(List<LabelledFace> faces, BlendRecipe recipe) {
        List<HeldOutCrop> crops = new ArrayList<>();
        CropJitter jitter = new CropJitter(recipe.margin());
        try (TrainingCrops cutter = new TrainingCrops(BlendLiteNet.SIZE, BlendLiteNet.MAP)) {
            for (LabelledFace face : someFrames(faces)) {
                try (StillPicture picture = BlendBatches.decode(face)) {
                    byte[] rgb = cutter
                            .clean(new Source(picture, face.landmarks(), jitter.exact(face.frame().crop())));
                    crops.add(new HeldOutCrop(rgb, face.from().identity(), face.from().forged(), false));
                }
            }
            crops.addAll(twins(faces, recipe, jitter, cutter));
        }
        return crops;
    }

    private static List<HeldOutCrop> twins(List<LabelledFace> faces, BlendRecipe recipe, CropJitter jitter,
            TrainingCrops cutter) {
        FacePool stills = new FacePool(faces.stream().filter(BlendBatches::isStill).toList(),
                face -> face.from().identity());
        ForgerySynthesis synthesis = new ForgerySynthesis(recipe.crossShare());
        List<HeldOutCrop> crops = new ArrayList<>();
        for (int i = 0; i < TWINS; i++) {
            RandomGenerator random = new SplittableRandom(SEED + i);
            LabelledFace face = stills.draw(random);
            LabelledFace donor = stills.draw(random);
            try (StillPicture picture = BlendBatches.decode(face); StillPicture other = BlendBatches.decode(donor)) {
                Twins twins = cutter.twins(
                        new Source(picture, face.landmarks(), jitter.exact(face.frame().crop())),
                        new Source(other, donor.landmarks(), jitter.exact(donor.frame().crop())), synthesis, random);
                crops.add(new HeldOutCrop(twins.genuine(), face.from().identity(), false, true));
                crops.add(new HeldOutCrop(twins.forged(), face.from().identity(), true, true));
            }
        }
        return crops;
    }

    private static List<LabelledFace> someFrames(List<LabelledFace> faces) {
        Map<String, List<LabelledFace>> clips = new LinkedHashMap<>();
        faces.stream().filter(face -> !BlendBatches.isStill(face)).forEach(face -> clips
                .computeIfAbsent(face.from().file() + face.from().forged(), file -> new ArrayList<>()).add(face));
        List<LabelledFace> some = new ArrayList<>();
        for (List<LabelledFace> frames : clips.values()) {
            for (int i = 0; i < Math.min(FRAMES_OF_A_CLIP, frames.size()); i++) {
                some.add(frames.get((2 * i + 1) * frames.size() / (2 * FRAMES_OF_A_CLIP)));
            }
        }
        return some;
    }
}
