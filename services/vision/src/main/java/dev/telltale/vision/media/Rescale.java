package dev.telltale.vision.media;

import java.math.BigInteger;

/** Integer proportions that neither overflow nor round twice. */
final class Rescale {
    private Rescale() {}

    /** Returns {@code value * factor / divisor}, rounded down, with a 128-bit product. */
    static long floor(long value, long factor, long divisor) {
        long high = Math.multiplyHigh(value, factor);
        long low = value * factor;
        if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
            return Math.floorDiv(low, divisor);
        }
        BigInteger[] parts = BigInteger.valueOf(value).multiply(BigInteger.valueOf(factor))
                .divideAndRemainder(BigInteger.valueOf(divisor));
        BigInteger quotient = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
        return quotient.longValueExact();
    }

    /** As {@link #floor}, rounded up. */
    static long ceil(long value, long factor, long divisor) {
        return -floor(-value, factor, divisor);
    }
}
