package dev.telltale.vision.media;

import dev.telltale.vision.colour.ColourMapping;
import dev.telltale.vision.colour.ColourTags;

import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.LUT;

/** The {@link ColourMapping} that a stream needs, kept, since streams seldom change, and its table for luma. Not thread-safe. */
final class StreamColours implements AutoCloseable {
    private ColourTags known = ColourTags.NONE;
    private Optional<ColourMapping> mapping = Optional.empty();
    private @Nullable Mat greys;

    /** Returns the mapping that the colours need, or nothing where they are BT.709's already. */
    Optional<ColourMapping> mapping(ColourTags colours) {
        if (!colours.equals(known)) {
            mapping = ColourMapping.of(colours);
            known = colours;
            forgetGreys();
        }
        return mapping;
    }

    /** Maps CV_8UC1, full range, in place. */
    void greys(ColourMapping by, Mat luma) {
        Mat table = greys;
        if (table == null) {
            table = new Mat(1, 256, CV_8UC1);
            table.data().put(by.grey());
            greys = table;
        }
        LUT(luma, table, luma);
    }

    private void forgetGreys() {
        if (greys != null) {
            greys.close();
            greys = null;
        }
    }

    @Override
    public void close() {
        forgetGreys();
    }
}
