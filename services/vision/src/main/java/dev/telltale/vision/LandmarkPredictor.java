package dev.telltale.vision;

/** Places 68 landmarks on one face. Not thread-safe: one per worker. */
public interface LandmarkPredictor extends AutoCloseable {
    /**
     * Looks for a face at {@code where}. Depends on nothing but its arguments.
     *
     * @param where the face as a detector ({@link FaceSquare#of(Box)}) or the frame before
     *        ({@link FaceSquare#of(Landmarks)}) has it, without margin: a network that wants to see more enlarges it
     */
    LandmarkPrediction predict(Picture picture, FaceSquare where);

    @Override
    void close();
}
