package dev.telltale.trainer.synthesis;

import org.bytedeco.opencv.opencv_core.Mat;

import java.util.random.RandomGenerator;

import static org.bytedeco.opencv.global.opencv_core.flip;

/** Makes pairs of a genuine and a forged picture: one method, one degradation for both, mirrored or not. */
public final class ForgerySynthesis {
    private final double crossShare;

    /**
     * A mixture of the two methods.
     *
     * @param crossShare share of forgeries with another person's face, 0 to 1; the others are self-blended
     */
    public ForgerySynthesis(double crossShare) {
        if (!(crossShare >= 0 && crossShare <= 1)) {
            throw new IllegalArgumentException("share of cross-blended forgeries must be 0 to 1, got: " + crossShare);
        }
        this.crossShare = crossShare;
    }

    /**
     * One pair; the same seed and faces give the same pixels.
     *
     * @param donor another person's face, best with landmarks near {@code face}'s
     */
    public Forgery pair(RealFace face, RealFace donor, RandomGenerator random) {
        Forgery forgery = random.nextDouble() < crossShare
                ? CrossBlend.of(face, donor, random)
                : SelfBlend.of(face, random);
        Degradation degradation = Degradation.random(random);
        degradation.apply(forgery.genuine());
        degradation.apply(forgery.forged());
        if (random.nextBoolean()) {
            mirror(forgery.genuine());
            mirror(forgery.forged());
            mirror(forgery.mask());
        }
        return forgery;
    }

    private static void mirror(Mat mat) {
        flip(mat, mat, 1);
    }
}
