package dev.telltale.vision;

/**
 * The mean frontal face: 68 landmarks in iBUG order, upright and symmetric, scaled so that their box is centred on (0, 0)
 * and its longer side is 1. Procrustes mean of annotated photographs and their mirror images, rounded to four digits.
 */
public final class FaceTemplate {
    private static final float[] JAW = {-.5000f, -.3108f, -.4971f, -.1791f, -.4842f, -.0476f, -.4573f, .0818f, -.4069f,
        .2035f, -.3284f, .3102f, -.2304f, .3983f, -.1223f, .4678f, 0, .4885f, .1223f, .4678f, .2304f, .3983f,
        .3284f, .3102f, .4069f, .2035f, .4573f, .0818f, .4842f, -.0476f, .4971f, -.1791f, .5000f, -.3108f};
    private static final float[] BROWS = {-.4033f, -.4106f, -.3442f, -.4686f, -.2578f, -.4885f, -.1677f, -.4773f,
        -.0826f, -.4458f, .0826f, -.4458f, .1677f, -.4773f, .2578f, -.4885f, .3442f, -.4686f, .4033f, -.4106f};
    private static final float[] NOSE = {0, -.3422f, 0, -.2543f, 0, -.1681f, 0, -.0789f, -.1032f, -.0206f, -.0539f,
        -.0017f, 0, .0140f, .0539f, -.0017f, .1032f, -.0206f};
    private static final float[] EYES = {-.3022f, -.3248f, -.2484f, -.3551f, -.1846f, -.3545f, -.1267f, -.3141f,
        -.1875f, -.3044f, -.2515f, -.3046f, .1267f, -.3141f, .1846f, -.3545f, .2484f, -.3551f, .3022f, -.3248f,
        .2515f, -.3046f, .1875f, -.3044f};
    private static final float[] LIPS = {-.1977f, .1363f, -.1253f, .1081f, -.0514f, .0943f, 0, .1067f, .0514f, .0943f,
        .1253f, .1081f, .1977f, .1363f, .1274f, .2068f, .0554f, .2378f, 0, .2438f, -.0554f, .2378f, -.1274f,
        .2068f, -.1678f, .1402f, -.0520f, .1351f, 0, .1407f, .0520f, .1351f, .1678f, .1402f, .0528f, .1746f, 0,
        .1809f, -.0528f, .1746f};

    /** The 68 points. */
    public static final Landmarks MEAN = Landmarks.of(join(JAW, BROWS, NOSE, EYES, LIPS));

    private FaceTemplate() {}

    private static float[] join(float[]... parts) {
        float[] all = new float[2 * Landmarks.COUNT];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
