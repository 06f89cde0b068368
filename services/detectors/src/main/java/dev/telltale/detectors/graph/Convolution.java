package dev.telltale.detectors.graph;

/**
 * A square two-dimensional convolution. {@code groups} equal to the input's channels makes it depthwise.
 *
 * @param padding
 *            zeros on every side; {@link #SAME_UPPER} as in TensorFlow: the odd one at the lower right
 */
public record Convolution(int channels, int kernel, int stride, int padding, int groups, boolean bias) {

    /** Padding so that the output is ceil(input / stride), TensorFlow's way. */
    public static final int SAME_UPPER = -1;

    public Convolution {
        if (channels < 1 || kernel < 1 || stride < 1 || padding < SAME_UPPER || groups < 1 || channels % groups != 0) {
            throw new IllegalArgumentException("no such convolution: channels " + channels + ", kernel " + kernel
                    + ", stride " + stride + ", padding " + padding + ", groups " + groups);
        }
    }

    /** Stride 1, padded so that the size is kept, no bias. */
    public static Convolution of(int channels, int kernel) {
        return new Convolution(channels, kernel, 1, kernel / 2, 1, false);
    }

    /** One filter per channel. */
    public static Convolution depthwise(int channels, int kernel) {
        return of(channels, kernel).withGroups(channels);
    }

    public Convolution withStride(int value) {
        return new Convolution(channels, kernel, value, padding, groups, bias);
    }

    public Convolution withPadding(int value) {
        return new Convolution(channels, kernel, stride, value, groups, bias);
    }

    public Convolution withGroups(int value) {
        return new Convolution(channels, kernel, stride, padding, value, bias);
    }

    public Convolution withBias() {
        return new Convolution(channels, kernel, stride, padding, groups, true);
    }

    /** Zeros before the first pixel of a row of this length. */
    int before(int size) {
        return padding == SAME_UPPER ? sameTotal(size) / 2 : padding;
    }

    /** Zeros after the last pixel of a row of this length. */
    int after(int size) {
        return padding == SAME_UPPER ? sameTotal(size) - sameTotal(size) / 2 : padding;
    }

    /** Length of the output's row for an input's row of this length. */
    int output(int size) {
        return (size + before(size) + after(size) - kernel) / stride + 1;
    }

    private int sameTotal(int size) {
        int output = (size + stride - 1) / stride;
        return Math.max(0, (output - 1) * stride + kernel - size);
    }
}
