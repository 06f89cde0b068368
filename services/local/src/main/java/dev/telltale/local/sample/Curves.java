package dev.telltale.local.sample;

/** The few curves from which head and motion are drawn. */
final class Curves {
    private Curves() {}

    /** 0 below {@code from}, 1 above {@code to}, smooth between. */
    static double step(double from, double to, double x) {
        double t = Math.clamp((x - from) / (to - from), 0, 1);
        return t * t * (3 - 2 * t);
    }

    /** A bell of height 1 round 0. */
    static double bell(double x, double width) {
        double r = x / width;
        return r * r > 20 ? 0 : Math.exp(-r * r / 2);
    }

    /** A bell of height 1 round the origin of a plane. */
    static double bell(double x, double width, double y, double height) {
        return bell(x, width) * bell(y, height);
    }

    static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }

    /** Noise of whole numbers, the same in every run: -1 to 1. */
    static double noise(long seed) {
        long h = seed * 0x9E3779B97F4A7C15L;
        h ^= h >>> 32;
        h *= 0xD6E8FEB86659FD93L;
        h ^= h >>> 32;
        return (h & 0xFFFFFF) / (double) 0x7FFFFF - 1;
    }

    /** Smooth noise of a plane, with features of size 1. */
    static double noise(double x, double y, int seed) {
        long ix = (long) Math.floor(x);
        long iy = (long) Math.floor(y);
        double fx = step(0, 1, x - ix);
        double fy = step(0, 1, y - iy);
        return mix(mix(corner(ix, iy, seed), corner(ix + 1, iy, seed), fx),
                mix(corner(ix, iy + 1, seed), corner(ix + 1, iy + 1, seed), fx), fy);
    }

    private static double corner(long x, long y, int seed) {
        return noise(x * 73_856_093L ^ y * 19_349_663L ^ seed * 83_492_791L);
    }
}
