package dev.telltale.trainer.landmarks;

import dev.telltale.vision.Box;
import dev.telltale.vision.FaceSquare;

import java.util.random.RandomGenerator;

/** Squares of a photograph that hold no face, or too little or too small a part of one. */
final class NotAFace {
    private static final int TRIES = 20;

    private NotAFace() {}

    static FaceSquare of(Box face, int width, int height, RandomGenerator random) {
        for (int i = 0; i < TRIES; i++) {
            FaceSquare square = new FaceSquare(width * random.nextDouble(), height * random.nextDouble(),
                    Math.max(8, face.longerSide() * Math.exp(-1.2 + 1.6 * random.nextDouble())),
                    360 * random.nextDouble());
            float side = (float) square.side();
            Box box = new Box((float) square.centreX() - side / 2, (float) square.centreY() - side / 2, side, side);
            if (box.iou(face) < 0.2) {
                return square;
            }
        }
        return new FaceSquare(face.centreX() + 0.9 * face.longerSide(), face.centreY(), face.longerSide(), 0);
    }
}
