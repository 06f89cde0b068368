package dev.telltale.local.sample;

/**
 * How the presenter holds still for one frame.
 *
 * @param x centre of the head, fraction of the picture's width
 * @param y centre of the head, fraction of the picture's height
 * @param yaw turned to the left, radians
 * @param pitch raised, radians
 * @param roll tilted, radians
 * @param lids open eyes: 1, closed ones: 0
 * @param mouth open mouth: 1, closed: 0
 * @param brows raised brows: 1
 * @param gaze where the eyes look, -1 to 1
 */
record Pose(double x, double y, double yaw, double pitch, double roll, double lids, double mouth, double brows,
        double gaze) {

    /** The pose at a moment: slow sways, words of changing loudness, a blink every few seconds. */
    static Pose at(double seconds) {
        double sway = Math.sin(0.9 * seconds) + 0.5 * Math.sin(1.7 * seconds + 1);
        double nod = Math.sin(1.3 * seconds + 0.4) + 0.4 * Math.sin(3.1 * seconds);
        double speech = Math.max(0, Math.sin(0.75 * seconds + 0.6)) * Math.abs(Math.sin(8.3 * seconds)
                + 0.5 * Math.sin(13.1 * seconds)) / 1.5;
        double sinceBlink = (seconds + 0.9) % 2.7;
        double lids = 1 - Curves.step(0, 0.08, sinceBlink) * (1 - Curves.step(0.12, 0.24, sinceBlink));
        return new Pose(0.5 + 0.020 * sway, 0.44 + 0.010 * nod, 0.16 * sway, 0.06 * nod,
                0.035 * Math.sin(1.1 * seconds + 2),
                lids, speech, Curves.step(0.6, 1, Math.sin(0.8 * seconds)), 0.5 * Math.sin(0.6 * seconds + 1));
    }
}
