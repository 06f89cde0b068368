package dev.telltale.trainer.synthesis;

import dev.telltale.vision.Landmarks;

import com.fasterxml.jackson.databind.JsonNode;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

/** Held to what the published programs compute. */
class GoldenSynthesisTest {
    @ParameterizedTest
    @CsvSource({"FULL, dfl_full", "COMPONENTS, components", "EXTENDED, extended", "HULL, facehull"})
    void shouldDrawThePublishedHulls(HullMask kind, String name) {
        JsonNode golden = Golden.vector("face_xray").path("hull_masks");
        float[] xy = new float[136];
        for (int i = 0; i < 136; i++) {
            xy[i] = golden.path("landmarks").get(i).floatValue();
        }

        try (Mat mask = kind.draw(Landmarks.of(xy), 128); UByteIndexer at = mask.createIndexer()) {
            for (JsonNode row : golden.path("masks").path(name).path("rows_y_first_last_count")) {
                int y = row.get(0).intValue();
                int count = 0;
                int first = -1;
                int last = -1;
                for (int x = 0; x < 128; x++) {
                    if (at.get(y, x) == 255) {
                        count++;
                        first = first < 0 ? x : first;
                        last = x;
                    }
                }
                assertThat(new int[]{first, last, count}).as("row %d", y).containsExactly(row.get(1).intValue(),
                        row.get(2).intValue(), row.get(3).intValue());
            }
        }
    }

    @Test
    void shouldTransferColourAndBlendAsPublished() {
        JsonNode golden = Golden.vector("face_xray").path("colour_transfer_and_blend");
        try (Mat background = picture("background", 24);
                Mat foreground = picture("foreground", 24);
                Mat mask = ellipse(24, 11, 12, 8, 9, CV_8UC1);
                Mat coloured = ColourTransfer.towards(foreground, background, mask);
                Mat soft = SoftMask.linear(mask);
                Mat blended = Blend.over(coloured, background, soft);
                UByteIndexer colouredAt = coloured.createIndexer();
                UByteIndexer blendedAt = blended.createIndexer();
                FloatIndexer softAt = soft.createIndexer();
                UByteIndexer maskAt = mask.createIndexer()) {
            for (int i = 0; i < 24 * 24; i++) {
                int y = i / 24;
                int x = i % 24;
                assertThat((double) softAt.get(y, x)).as("soft mask at %d, %d", x, y)
                        .isCloseTo(golden.path("soft_mask_M").get(i).doubleValue(), within(1e-5));
                for (int c = 0; c < 3; c++) {
                    if (maskAt.get(y, x) != 0) {
                        assertThat(colouredAt.get(y, x, c))
                                .isEqualTo(golden.path("transferred").get(3 * i + c).intValue());
                    }
                    assertThat(blendedAt.get(y, x, c)).isEqualTo(golden.path("blended").get(3 * i + c).intValue());
                }
            }
        }
    }

    @Test
    void shouldBlurTheSelfBlendMaskAsPublished() {
        JsonNode golden = Golden.vector("sbi").path("sbi_blend_mask").path("float32_mask").path("blend_mask");
        try (Mat mask = ellipse(32, 15, 17, 9, 11, CV_32FC1);
                Mat soft = new BlurredMask(40, 36, 5, 7, 9).of(mask);
                FloatIndexer at = soft.createIndexer()) {
            for (int i = 0; i < 32 * 32; i++) {
                assertThat((double) at.get(i / 32, i % 32)).as("pixel %d, %d", i % 32, i / 32)
                        .isCloseTo(golden.get(i).doubleValue(), within(2e-5));
            }
        }
    }

    private static Mat picture(String name, int size) {
        Mat mat = new Mat(size, size, CV_8UC3);
        try (UByteIndexer at = mat.createIndexer()) {
            for (int i = 0; i < size * size * 3; i++) {
                at.put(i / 3 / size, i / 3 % size, i % 3, (int) ((Golden.uniform(1, name, i) + 1) / 2 * 256));
            }
        }
        return mat;
    }

    private static Mat ellipse(int size, int cx, int cy, double rx, double ry, int type) {
        Mat mat = new Mat(size, size, type, org.bytedeco.opencv.opencv_core.Scalar.all(0));
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if (Math.pow((x - cx) / rx, 2) + Math.pow((y - cy) / ry, 2) <= 1) {
                    put(mat, y, x, type);
                }
            }
        }
        return mat;
    }

    private static void put(Mat mat, int y, int x, int type) {
        if (type == CV_8UC1) {
            try (UByteIndexer at = mat.createIndexer()) {
                at.put(y, x, 1);
            }
        } else {
            try (FloatIndexer at = mat.createIndexer()) {
                at.put(y, x, 1f);
            }
        }
    }
}
