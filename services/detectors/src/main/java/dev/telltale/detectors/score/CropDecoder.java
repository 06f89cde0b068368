package dev.telltale.detectors.score;

import dev.telltale.vision.StillPicture;

import java.nio.ByteBuffer;
import java.util.IdentityHashMap;

/** Decodes the crops of one window, each once, for all detectors that look at it. Not thread-safe: one per worker. */
public final class CropDecoder implements AutoCloseable {
    private final IdentityHashMap<ByteBuffer, StillPicture> pictures = new IdentityHashMap<>();

    /**
     * The picture in a JPEG or PNG file; it belongs to the decoder.
     *
     * @throws IllegalArgumentException where it is no picture
     */
    StillPicture decode(ByteBuffer image) {
        StillPicture known = pictures.get(image);
        if (known != null) {
            return known;
        }
        byte[] file = new byte[image.remaining()];
        image.duplicate().get(file);
        StillPicture picture = StillPicture.decode(file);
        pictures.put(image, picture);
        return picture;
    }

    /** Pictures that are held. */
    public int held() {
        return pictures.size();
    }

    /** Frees the pictures: the window is done with. */
    @Override
    public void close() {
        pictures.values().forEach(StillPicture::close);
        pictures.clear();
    }
}
