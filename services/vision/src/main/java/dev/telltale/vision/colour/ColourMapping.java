package dev.telltale.vision.colour;

import java.util.Optional;

/**
 * From R'G'B' of any primaries and transfer to 8-bit R'G'B' of BT.709 for a screen of ITU-R BT.1886:
 *
 * <ol>
 * <li>signal to light as ITU-R BT.2100-2 says, HLG with its OOTF for 1000 cd/m²;
 * <li>ITU-R BT.2408-7: 203 cd/m² becomes the white of standard dynamic range, so that graphics and archive material that were
 * lifted into an HDR programme come back as they were, and faces lie where standard dynamic range has them;
 * <li>linear light to BT.709's primaries; what lies outside of its gamut is clipped, as ITU-R BT.2407-0 section 2 does;
 * <li>highlights: from 80 % of white on a shoulder, ours, as cameras have a knee, so that a bright cheek is no flat spot;
 * <li>light to signal, ITU-R BT.1886.
 * </ol>
 *
 * <p>All powers are tables, so that a pixel costs a few nanoseconds and gives the same bits everywhere. Immutable.
 */
public final class ColourMapping {
    /** Where the shoulder begins, share of white. */
    static final double KNEE = 0.8;

    private static final int LEVELS = 4096;
    private static final int SIGNAL_SHIFT = 4;
    /** Tables over light are indexed by the upper bits of a float: 256 steps an octave, from 2^-24 to 2^6. */
    private static final int LIGHT_SHIFT = 15;
    private static final int DARKEST = Float.floatToRawIntBits(0x1p-24f) >>> LIGHT_SHIFT;
    private static final int LIGHTS = (Float.floatToRawIntBits(0x1p6f) >>> LIGHT_SHIFT) - DARKEST;
    private static final byte[] TO_SIGNAL = new byte[LIGHTS];

    static {
        for (int i = 0; i < LIGHTS; i++) {
            TO_SIGNAL[i] = (byte) Math.round(255 * Math.min(1, Math.pow(lightOf(i), 1 / Transfer.SCREEN_GAMMA)));
        }
    }

    private final boolean curved;
    private final float[] light = new float[LEVELS];
    private final float[] light8 = new float[256];
    private final float[] atScreen = new float[LIGHTS];
    private final float[] shoulder = new float[LIGHTS];
    private final float[] matrix = new float[9];
    private final float[] luminance = new float[3];

    private ColourMapping(Primaries primaries, Transfer transfer) {
        this.curved = transfer != Transfer.STANDARD;
        for (int i = 0; i < LEVELS; i++) {
            light[i] = (float) transfer.light((double) i / (LEVELS - 1));
        }
        for (int i = 0; i < light8.length; i++) {
            light8[i] = (float) transfer.light(i / 255.0);
        }
        for (int i = 0; i < LIGHTS; i++) {
            atScreen[i] = (float) transfer.atScreen(lightOf(i));
            shoulder[i] = curved ? (float) (bent(lightOf(i)) / lightOf(i)) : 1;
        }
        double[] toBt709 = primaries.toBt709();
        double[] weights = primaries.luminance();
        for (int i = 0; i < 9; i++) {
            matrix[i] = (float) toBt709[i];
        }
        for (int i = 0; i < 3; i++) {
            luminance[i] = (float) weights[i];
        }
    }

    /** Returns the mapping for a stream, or nothing where its colours are BT.709's already. */
    public static Optional<ColourMapping> of(ColourTags tags) {
        Primaries primaries = Primaries.of(tags.primaries());
        Transfer transfer = Transfer.of(tags.transfer());
        return primaries == Primaries.BT709 && transfer == Transfer.STANDARD
                ? Optional.empty()
                : Optional.of(new ColourMapping(primaries, transfer));
    }

    /** Whether grey changes too: high dynamic range. Between primaries with the same white it does not. */
    public boolean curved() {
        return curved;
    }

    /** Returns the table of 256 levels from full-range luma to full-range luma; for {@link #curved} mappings. */
    public byte[] grey() {
        short[] levels = new short[3 * 256];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (short) (i / 3 * 257);
        }
        byte[] mapped = new byte[levels.length];
        map(levels, mapped, 256);
        byte[] table = new byte[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = mapped[3 * i];
        }
        return table;
    }

    /**
     * Maps pixels.
     *
     * @param from R', G', B', 16 bits each, unsigned, full range
     * @param to R', G', B', 8 bits each
     * @param pixels how many
     */
    public void map(short[] from, byte[] to, int pixels) {
        for (int i = 0; i < 3 * pixels; i += 3) {
            map(light[(from[i] & 0xffff) >>> SIGNAL_SHIFT], light[(from[i + 1] & 0xffff) >>> SIGNAL_SHIFT],
                    light[(from[i + 2] & 0xffff) >>> SIGNAL_SHIFT], to, i);
        }
    }

    /** The same from 8 bits, for sources that have no more. */
    public void map(byte[] from, byte[] to, int pixels) {
        for (int i = 0; i < 3 * pixels; i += 3) {
            map(light8[from[i] & 0xff], light8[from[i + 1] & 0xff], light8[from[i + 2] & 0xff], to, i);
        }
    }

    private void map(float r, float g, float b, byte[] to, int at) {
        float red = matrix[0] * r + matrix[1] * g + matrix[2] * b;
        float green = matrix[3] * r + matrix[4] * g + matrix[5] * b;
        float blue = matrix[6] * r + matrix[7] * g + matrix[8] * b;
        float factor = curved ? factor(luminance[0] * r + luminance[1] * g + luminance[2] * b, red, green, blue) : 1;
        to[at] = TO_SIGNAL[index(red * factor)];
        to[at + 1] = TO_SIGNAL[index(green * factor)];
        to[at + 2] = TO_SIGNAL[index(blue * factor)];
    }

    /** All three components are bent by what the highest needs, which leaves the hue. */
    private float factor(float y, float red, float green, float blue) {
        float screen = atScreen[index(y)];
        float highest = Math.max(red, Math.max(green, blue)) * screen;
        return screen * shoulder[index(highest)];
    }

    /** The shoulder: straight up to the knee, then towards white without ever reaching it, without a corner. */
    private static double bent(double light) {
        return light <= KNEE ? light : KNEE + (1 - KNEE) * (1 - Math.exp(-(light - KNEE) / (1 - KNEE)));
    }

    private static int index(float light) {
        // Bits of floats below zero are negative integers, so colours outside of the gamut become 0 here.
        int index = (Float.floatToRawIntBits(light) >> LIGHT_SHIFT) - DARKEST;
        return Math.min(Math.max(index, 0), LIGHTS - 1);
    }

    /** The middle of a table's step. */
    private static double lightOf(int index) {
        return Float.intBitsToFloat(((index + DARKEST) << LIGHT_SHIFT) + (1 << (LIGHT_SHIFT - 1)));
    }
}
