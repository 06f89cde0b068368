package dev.telltale.vision.media;

import dev.telltale.vision.Affine;
import dev.telltale.vision.CropSampler;
import dev.telltale.vision.Picture;

import java.util.Collections;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** A picture of four coloured quarters that shows whether it has been turned, stretched or coloured wrongly. */
final class Quarters {
    private static final int[] RED = {200, 40, 40};
    private static final int[] GREEN = {40, 180, 60};
    private static final int[] BLUE = {50, 60, 190};
    private static final int[] WHITE = {230, 230, 230};
    /** Upper left, upper right, lower right, lower left: a quarter turn clockwise moves each to the next place. */
    private static final List<int[]> QUARTERS = List.of(RED, GREEN, WHITE, BLUE);

    private Quarters() {}

    /** The same picture several times: R, G, B, row by row. */
    static List<byte[]> pictures(int width, int height, int frames) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean right = 2 * x >= width;
                int[] colour = QUARTERS.get(2 * y < height ? right ? 1 : 0 : right ? 2 : 3);
                for (int c = 0; c < 3; c++) {
                    rgb[3 * (y * width + x) + c] = (byte) colour[c];
                }
            }
        }
        return Collections.nCopies(frames, rgb);
    }

    /** Colour and luma in the middle of each quarter. */
    static void check(Picture picture, int turns, int tolerance) {
        byte[] rgb = new byte[3];
        byte[] luma = new byte[1];
        try (CropSampler sampler = new CropSampler()) {
            for (int place = 0; place < 4; place++) {
                Affine middle = new Affine(1, 0, middle(place == 1 || place == 2, picture.width()), 0, 1,
                        middle(place > 1, picture.height()));
                sampler.rgb(picture, middle, 1, 1, rgb);
                sampler.gray(picture, middle, 1, 1, luma);
                int[] colour = QUARTERS.get(Math.floorMod(place - turns, 4));
                for (int c = 0; c < 3; c++) {
                    assertThat(rgb[c] & 0xff).as("channel %s at place %s", c, place).isCloseTo(colour[c],
                            within(tolerance));
                }
                // BT.601's and BT.709's weights differ; luma lies between them.
                double sd = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2];
                double hd = 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2];
                assertThat((double) (luma[0] & 0xff)).as("luma at place %s", place)
                        .isBetween(Math.min(sd, hd) - tolerance, Math.max(sd, hd) + tolerance);
            }
        }
    }

    private static int middle(boolean further, int length) {
        return (further ? 3 : 1) * length / 4;
    }
}
