package dev.telltale.vision.colour;

import org.ejml.data.DMatrixRMaj;

import static org.ejml.dense.row.CommonOps_DDRM.invert;
import static org.ejml.dense.row.CommonOps_DDRM.mult;
import static org.ejml.dense.row.CommonOps_DDRM.multCols;

/** The red, green and blue that a signal counts in, as chromaticities x, y (ITU-T H.273 table 2). White is D65 in all of them. */
public enum Primaries {
    /** ITU-R BT.709-6, and sRGB. */
    BT709(0.640, 0.330, 0.300, 0.600, 0.150, 0.060),
    /** ITU-R BT.601-7, 625 lines (EBU Tech. 3213 by its other name is 22). */
    BT601_625(0.640, 0.330, 0.290, 0.600, 0.150, 0.060),
    /** ITU-R BT.601-7, 525 lines (SMPTE ST 170 and 240). */
    BT601_525(0.630, 0.340, 0.310, 0.595, 0.155, 0.070),
    /** ITU-R BT.2020-2 and BT.2100-2. */
    BT2020(0.708, 0.292, 0.170, 0.797, 0.131, 0.046),
    /** SMPTE EG 432-1: "Display P3", what Apple's cameras use. */
    P3_D65(0.680, 0.320, 0.265, 0.690, 0.150, 0.060);

    private static final double WHITE_X = 0.3127;
    private static final double WHITE_Y = 0.3290;

    private final double redX;
    private final double redY;
    private final double greenX;
    private final double greenY;
    private final double blueX;
    private final double blueY;

    Primaries(double redX, double redY, double greenX, double greenY, double blueX, double blueY) {
        this.redX = redX;
        this.redY = redY;
        this.greenX = greenX;
        this.greenY = greenY;
        this.blueX = blueX;
        this.blueY = blueY;
    }

    /** Returns what a code point means; BT.709 for those that say nothing or that no camera uses. */
    static Primaries of(int codePoint) {
        return switch (codePoint) {
            case 5 -> BT601_625;
            case 6, 7 -> BT601_525;
            case 9 -> BT2020;
            case 12 -> P3_D65;
            default -> BT709;
        };
    }

    /** Returns the 3 x 3 matrix, row by row, from linear light in these primaries to linear light in BT.709's. */
    double[] toBt709() {
        var through = new DMatrixRMaj(3, 3);
        mult(inverse(BT709.toXyz()), toXyz(), through);
        return through.data;
    }

    /** Returns how much red, green and blue contribute to luminance; together 1. */
    double[] luminance() {
        DMatrixRMaj toXyz = toXyz();
        return new double[]{toXyz.get(1, 0), toXyz.get(1, 1), toXyz.get(1, 2)};
    }

    /** SMPTE RP 177: the three are scaled so that together they make white of luminance 1. */
    private DMatrixRMaj toXyz() {
        var toXyz = new DMatrixRMaj(3, 3, true, redX / redY, greenX / greenY, blueX / blueY, 1, 1, 1,
                (1 - redX - redY) / redY, (1 - greenX - greenY) / greenY, (1 - blueX - blueY) / blueY);
        var shares = new DMatrixRMaj(3, 1);
        mult(inverse(toXyz), new DMatrixRMaj(3, 1, true, WHITE_X / WHITE_Y, 1, (1 - WHITE_X - WHITE_Y) / WHITE_Y),
                shares);
        multCols(toXyz, shares.data);
        return toXyz;
    }

    private static DMatrixRMaj inverse(DMatrixRMaj matrix) {
        var inverse = new DMatrixRMaj(3, 3);
        invert(matrix, inverse);
        return inverse;
    }
}
