package dev.telltale.vision.colour;

/** From signal to light (ITU-T H.273 table 3), light counted so that 1 is the white of a picture in standard dynamic range. */
public enum Transfer {
    /**
     * Standard dynamic range. Cameras use several curves, screens one: ITU-R BT.1886, 2.4. What a picture looks like is what
     * detectors have learned, so all of them count as this one.
     */
    STANDARD,
    /** Hybrid log-gamma, ITU-R BT.2100-2 table 5. */
    HLG,
    /** Perceptual quantisation, ITU-R BT.2100-2 table 4. */
    PQ;

    /** ITU-R BT.1886. */
    static final double SCREEN_GAMMA = 2.4;
    /** ITU-R BT.2408-7 section 2: diffuse white of high dynamic range, which standard dynamic range shows as its white, cd/m². */
    static final double WHITE = 203;
    /** ITU-R BT.2100-2 table 5: nominal peak of an HLG screen, cd/m², and the system gamma that goes with it. */
    static final double HLG_PEAK = 1000;
    static final double HLG_GAMMA = 1.2;

    private static final double HLG_A = 0.17883277;
    private static final double HLG_B = 1 - 4 * HLG_A;
    private static final double HLG_C = 0.5 - HLG_A * Math.log(4 * HLG_A);
    private static final double PQ_M1 = 2610.0 / 16384;
    private static final double PQ_M2 = 2523.0 / 4096 * 128;
    private static final double PQ_C1 = 3424.0 / 4096;
    private static final double PQ_C2 = 2413.0 / 4096 * 32;
    private static final double PQ_C3 = 2392.0 / 4096 * 32;
    private static final double PQ_PEAK = 10_000;

    static Transfer of(int codePoint) {
        return switch (codePoint) {
            case 16 -> PQ;
            case 18 -> HLG;
            default -> STANDARD;
        };
    }

    /**
     * Returns the light of one component of a signal, 0 to 1. For HLG this is light at the camera, which only
     * {@link #atScreen(double)} makes light of the screen, since that depends on all three components.
     */
    double light(double signal) {
        return switch (this) {
            case STANDARD -> Math.pow(signal, SCREEN_GAMMA);
            case HLG -> signal <= 0.5
                    ? signal * signal / 3
                    : (Math.exp((signal - HLG_C) / HLG_A) + HLG_B) / 12;
            case PQ -> {
                double root = Math.pow(signal, 1 / PQ_M2);
                yield PQ_PEAK / WHITE * Math.pow(Math.max(0, root - PQ_C1) / (PQ_C2 - PQ_C3 * root), 1 / PQ_M1);
            }
        };
    }

    /** Returns the factor from {@link #light} to light of the screen, for a pixel of the luminance: BT.2100's OOTF. */
    double atScreen(double luminance) {
        return this == HLG ? HLG_PEAK / WHITE * Math.pow(luminance, HLG_GAMMA - 1) : 1;
    }
}
