package dev.telltale.vision.tracking;

import dev.telltale.vision.Box;
import dev.telltale.vision.CropSampler;
import dev.telltale.vision.Detection;
import dev.telltale.vision.FaceDetector;
import dev.telltale.vision.FaceSquare;
import dev.telltale.vision.Picture;
import dev.telltale.vision.StillPicture;

/** Asks the detector about one face, upright and at a convenient size: cheaper than the whole picture and surer. */
final class SecondLook implements AutoCloseable {
    static final int SIZE = 120;
    private static final double AROUND = 2.0;
    private static final float MIN_IOU = 0.3f;
    private static final Box EXPECTED = new Box(0, 0, SIZE - 1, SIZE - 1).scaled((float) (1 / AROUND));

    private final FaceDetector detector;
    private final CropSampler sampler = new CropSampler();
    private final byte[] gray = new byte[SIZE * SIZE];

    SecondLook(FaceDetector detector) {
        this.detector = detector;
    }

    /** True where the detector sees a face at {@code where}. */
    boolean confirms(Picture picture, FaceSquare where) {
        sampler.gray(picture, where.enlarged(AROUND).toPicture(SIZE), SIZE, SIZE, gray);
        try (Picture crop = StillPicture.ofGray(SIZE, SIZE, gray)) {
            return detector.detect(crop).stream().map(Detection::box)
                    .anyMatch(found -> found.iou(EXPECTED) >= MIN_IOU && Association.alike(found, EXPECTED));
        }
    }

    @Override
    public void close() {
        sampler.close();
    }
}
