package dev.telltale.vision.media;

import dev.telltale.vision.Affine;
import dev.telltale.vision.CropSampler;
import dev.telltale.vision.Picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Eight patches of the ColorChecker chart with the values their maker publishes for an sRGB screen, four in a row. */
final class ColourChart {
    private static final int[][] PATCHES = {{115, 82, 68}, {194, 150, 130}, {56, 61, 150}, {70, 148, 73},
        {175, 54, 60}, {231, 199, 31}, {243, 243, 242}, {122, 122, 121}};
    private static final String[] NAMES = {"dark skin", "light skin", "blue", "green", "red", "yellow", "white",
        "grey"};
    private static final int FIRST_NEUTRAL = 6;
    private static final int COLUMNS = 4;

    private ColourChart() {}

    /** Writes it once as R, G, B, row by row. */
    static Path write(Path file, int width, int height) throws IOException {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            rgb[i] = (byte) PATCHES[2 * y / height * COLUMNS + COLUMNS * x / width][i % 3];
        }
        return Files.write(file, rgb);
    }

    /** Checks the middle of each patch, and luma where it does not depend on anybody's weights. */
    static void check(Picture picture, int tolerance) {
        byte[] rgb = new byte[3];
        byte[] luma = new byte[1];
        try (CropSampler sampler = new CropSampler()) {
            for (int i = 0; i < PATCHES.length; i++) {
                Affine middle = new Affine(1, 0, (2 * (i % COLUMNS) + 1) * picture.width() / (2.0 * COLUMNS), 0, 1,
                        (2 * (i / COLUMNS) + 1) * picture.height() / 4.0);
                sampler.rgb(picture, middle, 1, 1, rgb);
                int[] seen = {rgb[0] & 0xff, rgb[1] & 0xff, rgb[2] & 0xff};
                for (int c = 0; c < 3; c++) {
                    assertThat(seen[c]).as("%s, channel %s of %s", NAMES[i], c, Arrays.toString(seen)).isCloseTo(
                            PATCHES[i][c],
                            within(tolerance));
                }
                byte[] whole = new byte[3];
                picture.rgb().ptr((int) middle.y(0, 0), (int) middle.x(0, 0)).get(whole);
                assertThat(whole).as("%s in the whole picture", NAMES[i]).containsExactly(rgb);
                sampler.gray(picture, middle, 1, 1, luma);
                if (i >= FIRST_NEUTRAL) {
                    assertThat(luma[0] & 0xff).as("luma of %s", NAMES[i]).isCloseTo(PATCHES[i][0], within(tolerance));
                }
            }
        }
    }
}
