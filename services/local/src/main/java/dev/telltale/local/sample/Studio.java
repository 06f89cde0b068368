package dev.telltale.local.sample;

import static dev.telltale.local.sample.Curves.step;

/** The pictures of the clip: a studio wall, shoulders, a neck and the head. */
final class Studio {
    private static final Colour SKIN_IN_SHADE = new Colour(0.80, 0.58, 0.47);
    private static final Colour JACKET = new Colour(0.13, 0.16, 0.24);
    private static final Colour SHIRT = new Colour(0.80, 0.81, 0.84);
    private static final Colour TIE = new Colour(0.45, 0.09, 0.12);
    private final int width;
    private final int height;
    private final double scale;
    private final double[] wall;

    /** A studio filmed in pictures of this size. */
    Studio(int width, int height) {
        this.width = width;
        this.height = height;
        this.scale = 0.30 * height;
        this.wall = wall();
    }

    /**
     * One picture.
     *
     * @param number of the frame: seeds the sensor's noise
     * @param swap how much of the impostor's face is put over the presenter's, 0 to 1
     * @return blue, green, red of each pixel, row by row
     */
    byte[] picture(long number, Pose pose, double swap) {
        byte[] bgr = new byte[width * height * 3];
        Head presenter = new Head(Look.PRESENTER, pose);
        Head impostor = new Head(Look.IMPOSTOR, pose);
        double[] rgb = new double[3];
        double[] over = new double[3];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int at = 3 * (row * width + column);
                System.arraycopy(wall, at, rgb, 0, 3);
                double x = (column - pose.x() * width) / scale;
                double y = (row - pose.y() * height) / scale;
                body(x - 0.3 * pose.yaw(), y, rgb);
                double cover = presenter.look(x, y, 1 / scale, over);
                blend(rgb, over, cover);
                if (swap > 0 && cover > 0) {
                    double mask = swap * mask(presenter.place());
                    if (mask > 0 && impostor.look(x + 0.02, y - 0.015, 1 / scale, over) > 0) {
                        blend(rgb, over, mask);
                    }
                }
                expose(rgb, number * width * height + (long) row * width + column, bgr, at);
            }
        }
        return bgr;
    }

    /** The part of the face that a face swap replaces: from above the brows to the chin, with soft edges. */
    private static double mask(double[] place) {
        double r = Math.hypot(place[0] / 0.50, (place[1] - 0.28) / 0.60);
        return 1 - step(0.88, 1.0, r);
    }

    private void body(double x, double y, double[] rgb) {
        double shoulders = 1.32 + 0.30 * x * x - 0.08 * Math.exp(-8 * x * x);
        double neck = (1 - step(0.30, 0.33, Math.abs(x) - 0.06 * step(1.0, 1.3, y))) * step(0.5, 0.6, y);
        double shade = (0.42 + 0.25 * step(0.9, 1.3, y)) * (1 - 0.5 * step(-0.1, 0.4, x));
        SKIN_IN_SHADE.times(shade).over(rgb, neck);
        double jacket = step(-0.015, 0.015, y - shoulders) * (1 - step(1.25, 1.28, Math.abs(x)));
        double cloth = 1 + 0.08 * Curves.noise(60 * x, 60 * y, 5) - 0.3 * step(0, 1.3, Math.abs(x));
        JACKET.times(cloth).over(rgb, jacket);
        double opening = step(-0.01, 0.01, 0.36 - 0.42 * (y - 1.2) - Math.abs(x)) * step(1.27, 1.30, y);
        SHIRT.over(rgb, opening);
        double tie = step(-0.01, 0.01, 0.07 + 0.05 * (y - 1.4) - Math.abs(x)) * step(1.36, 1.38, y);
        TIE.over(rgb, tie);
    }

    private double[] wall() {
        double[] pixels = new double[width * height * 3];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double x = (double) column / width;
                double y = (double) row / height;
                double glow = Math.exp(-6 * ((x - 0.3) * (x - 0.3) + (y - 0.3) * (y - 0.3)));
                double panel = step(0, 0.05, x - 0.68) * step(0, 0.05, 0.93 - x) * step(0, 0.06, y - 0.10)
                        * step(0, 0.06, 0.62 - y);
                int at = 3 * (row * width + column);
                pixels[at] = 0.12 + 0.14 * glow + 0.16 * panel;
                pixels[at + 1] = 0.18 + 0.18 * glow + 0.24 * panel;
                pixels[at + 2] = 0.27 + 0.22 * glow + 0.30 * panel;
            }
        }
        return pixels;
    }

    private static void blend(double[] rgb, double[] over, double cover) {
        for (int i = 0; i < 3; i++) {
            rgb[i] = Curves.mix(rgb[i], over[i], cover);
        }
    }

    /** Gamma and the noise of a sensor. */
    private static void expose(double[] rgb, long seed, byte[] bgr, int at) {
        double noise = 1.6 * Curves.noise(seed);
        for (int i = 0; i < 3; i++) {
            double value = 255 * Math.sqrt(Math.clamp(rgb[i], 0, 1)) * 0.92 + noise;
            bgr[at + 2 - i] = (byte) Math.clamp(Math.round(value), 0, 255);
        }
    }
}
