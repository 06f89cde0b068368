package dev.telltale.trainer.landmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Faces to learn from, to choose by, and to report on; a group is wholly in one of them. The group's name decides, so
 * the split is the same for ever.
 */
record FaceSplit(List<AnnotatedFace> train, List<AnnotatedFace> validation, List<AnnotatedFace> test) {
    private static final int VALIDATION_PERCENT = 7;
    private static final int TEST_PERCENT = 13;

    static FaceSplit of(List<AnnotatedFace> faces) {
        FaceSplit split = new FaceSplit(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (AnnotatedFace face : faces) {
            split.side(percentile(face.group())).add(face);
        }
        return split;
    }

    private List<AnnotatedFace> side(int percentile) {
        if (percentile < TEST_PERCENT) {
            return test;
        }
        return percentile < TEST_PERCENT + VALIDATION_PERCENT ? validation : train;
    }

    private static int percentile(String group) {
        CRC32 crc = new CRC32();
        crc.update(group.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % 100);
    }
}
