package dev.telltale.trainer.landmarks;

import dev.telltale.vision.FaceSquare;
import dev.telltale.vision.Landmarks;

import java.util.random.RandomGenerator;

/** Where a tracker or a detector might say that a face is: the true square with their kind of error. */
final class SquareJitter {
    private static final double MOST_TILT = 45;

    private SquareJitter() {}

    /** Half as the frame before has it, half as a detector finds it. */
    static FaceSquare any(Landmarks face, RandomGenerator random) {
        return random.nextBoolean() ? tracked(face, random) : detected(face, random);
    }

    /** The tilted square of the frame before: a little off in place, size and tilt. */
    static FaceSquare tracked(Landmarks face, RandomGenerator random) {
        return moved(FaceSquare.of(face), random, 0.03, 0.04, 5);
    }

    /** A detector's upright square about a head that may tilt: off by a tenth and more. */
    static FaceSquare detected(Landmarks face, RandomGenerator random) {
        FaceSquare upright = FaceSquare.of(face.box());
        // Detectors take in more of the forehead than the landmarks' box does.
        FaceSquare raised = new FaceSquare(upright.centreX(), upright.centreY() - 0.04 * upright.side(),
                upright.side() * 1.05, 0);
        double tilt = random.nextInt(3) == 0 ? MOST_TILT : 15;
        FaceSquare off = moved(raised, random, 0.06, 0.11, 0);
        return new FaceSquare(off.centreX(), off.centreY(), off.side(), (2 * random.nextDouble() - 1) * tilt);
    }

    private static FaceSquare moved(FaceSquare square, RandomGenerator random, double shift, double scale,
            double degrees) {
        return new FaceSquare(square.centreX() + square.side() * shift * normal(random),
                square.centreY() + square.side() * shift * normal(random),
                square.side() * Math.exp(scale * normal(random)), square.degrees() + degrees * normal(random));
    }

    /** A normal number, cut off where real errors end. */
    private static double normal(RandomGenerator random) {
        return Math.clamp(random.nextGaussian(), -2.5, 2.5);
    }
}
