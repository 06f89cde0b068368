package dev.telltale.vision;

import java.util.List;

/** Finds the faces of a picture. Not thread-safe: one per worker. */
public interface FaceDetector extends AutoCloseable {
    /** The faces, most confident first; boxes do not overlap much. Depends on nothing but the picture. */
    List<Detection> detect(Picture picture);

    @Override
    void close();
}
