package dev.telltale.trainer.landmarks;

import java.util.random.RandomGenerator;

/** What light and hands do to a crop: exposure, lost colour, things in front of the face. Works on R, G, B bytes in place. */
final class PixelNoise {
    private PixelNoise() {}

    static void apply(byte[] rgb, int size, RandomGenerator random) {
        if (random.nextInt(10) < 5) {
            expose(rgb, random);
        }
        if (random.nextInt(10) < 1) {
            loseColour(rgb);
        }
        if (random.nextInt(10) < 3) {
            cover(rgb, size, random);
        }
    }

    /** Gamma for dark and bright scenes, gain per channel for coloured light. */
    private static void expose(byte[] rgb, RandomGenerator random) {
        double gamma = Math.exp(0.5 * random.nextGaussian());
        byte[][] curves = new byte[3][256];
        for (byte[] curve : curves) {
            double gain = (0.55 + 0.6 * random.nextDouble()) * 255;
            for (int i = 0; i < 256; i++) {
                curve[i] = (byte) Math.clamp(Math.round(gain * Math.pow(i / 255.0, gamma)), 0, 255);
            }
        }
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = curves[i % 3][rgb[i] & 0xff];
        }
    }

    private static void loseColour(byte[] rgb) {
        for (int i = 0; i < rgb.length; i += 3) {
            int grey = (2 * (rgb[i] & 0xff) + 5 * (rgb[i + 1] & 0xff) + (rgb[i + 2] & 0xff)) / 8;
            rgb[i] = (byte) grey;
            rgb[i + 1] = (byte) grey;
            rgb[i + 2] = (byte) grey;
        }
    }

    /** A rectangle of one colour over up to a third of each side. */
    private static void cover(byte[] rgb, int size, RandomGenerator random) {
        int width = random.nextInt(size / 12, size / 3);
        int height = random.nextInt(size / 12, size / 3);
        int left = random.nextInt(size - width);
        int top = random.nextInt(size - height);
        byte[] colour = new byte[3];
        random.nextBytes(colour);
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                System.arraycopy(colour, 0, rgb, 3 * (y * size + x), 3);
            }
        }
    }
}
