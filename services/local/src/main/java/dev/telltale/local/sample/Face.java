package dev.telltale.local.sample;

import static dev.telltale.local.sample.Curves.bell;
import static dev.telltale.local.sample.Curves.step;

/**
 * Colour and relief of a face, by place: x to the right of the picture from the middle of the face, y downwards from the
 * middle of the head, in halves of the head's height. The proportions are those that drawing books teach: eyes at half
 * height, the nose's foot half-way between brows and chin, the mouth a third below it.
 */
final class Face {
    private static final double EYES = 0.02;
    private static final double BROWS = -0.17;
    private static final double NOSE = 0.36;
    private static final double MOUTH = 0.57;
    private static final double EYE_WIDTH = 0.135;
    private static final double EYE_HEIGHT = 0.058;
    private static final Colour FLUSH = new Colour(0.80, 0.42, 0.36);
    private static final Colour SHADOW = new Colour(0.45, 0.28, 0.22);
    private static final Colour NOSTRIL = new Colour(0.13, 0.06, 0.05);
    private static final Colour FOOT = new Colour(0.35, 0.2, 0.16);
    private static final Colour WHITE = new Colour(0.87, 0.84, 0.81);
    private static final Colour PUPIL = new Colour(0.03, 0.02, 0.02);
    private static final Colour GLINT = new Colour(1, 1, 1);
    private static final Colour LASHES = new Colour(0.08, 0.05, 0.04);
    private static final Colour LOWER_LID = new Colour(0.40, 0.22, 0.19);
    private static final Colour LIPS = new Colour(0.66, 0.30, 0.28);
    private static final Colour THROAT = new Colour(0.16, 0.05, 0.05);
    private static final Colour TEETH = new Colour(0.85, 0.82, 0.78);
    private final Look look;
    private final Pose pose;

    Face(Look look, Pose pose) {
        this.look = look;
        this.pose = pose;
    }

    /** How far the surface stands out from the head's ellipsoid. */
    double relief(double x, double y) {
        double ridge = 0.10 * bell(x, 0.055) * step(-0.12, 0.25, y) * (1 - step(NOSE - 0.04, NOSE + 0.06, y));
        double tip = 0.13 * bell(x, 0.075, y - NOSE + 0.07, 0.075);
        double wings = 0.05 * bell(Math.abs(x) - look.noseWidth() + 0.02, 0.035, y - NOSE + 0.03, 0.045);
        double sockets = -0.055 * bell(Math.abs(x) - look.eyeDistance() + 0.03, 0.13, y - EYES + 0.03, 0.085);
        double browBone = 0.03 * bell(Math.abs(x) - 0.24, 0.16, y - BROWS, 0.05);
        double cheeks = 0.04 * bell(Math.abs(x) - 0.38, 0.14, y - 0.30, 0.16);
        double lips = 0.05 * bell(x, 0.17, y - MOUTH, 0.055);
        double chin = 0.05 * bell(x, 0.14, y - 0.86, 0.10);
        return ridge + tip + wings + sockets + browBone + cheeks + lips + chin;
    }

    /** Red, green and blue of the surface in white light, 0 to 1, written to {@code rgb}. */
    void colour(double x, double y, double[] rgb) {
        double pores = 0.2 * Curves.noise(75 * x, 75 * y, 7);
        double grain = pores + 0.035 * Curves.noise(28 * x, 28 * y, 1) + 0.03 * Curves.noise(9 * x, 9 * y, 2);
        look.skin().times(1 + grain).over(rgb, 1);
        double flush = 0.5 * bell(Math.abs(x) - 0.36, 0.13, y - 0.28, 0.12)
                + 0.4 * bell(x, 0.10, y - NOSE + 0.05, 0.08);
        FLUSH.over(rgb, 0.35 * flush);
        SHADOW.over(rgb, 0.55 * bell(Math.abs(x) - look.eyeDistance(), 0.15, y - EYES + 0.01, 0.085));
        NOSTRIL.over(rgb, bell(Math.abs(x) - 0.62 * look.noseWidth(), 0.026, y - NOSE - 0.025, 0.018));
        FOOT.over(rgb, 0.5 * bell(x, look.noseWidth(), y - NOSE - 0.05, 0.016));
        brow(x, y, rgb);
        eye(x, y, rgb);
        mouth(x, y, rgb);
        hair(x, y, rgb);
    }

    private void brow(double x, double y, double[] rgb) {
        double along = Math.abs(x) - look.eyeDistance() + 0.01;
        double height = BROWS - 0.045 * pose.brows() + 0.9 * along * along - 0.03 * step(-0.1, 0.1, along);
        double thick = 0.026 * (1 - 0.5 * step(0, 0.19, along));
        double cover = step(-0.21, -0.15, along) * (1 - step(0.13, 0.2, along)) * bell(y - height, thick);
        look.hair().over(rgb, 0.9 * cover);
    }

    private void eye(double x, double y, double[] rgb) {
        double along = (Math.abs(x) - look.eyeDistance()) / EYE_WIDTH;
        if (Math.abs(along) > 1.3 || Math.abs(y - EYES) > 0.12) {
            return;
        }
        double arc = Math.sqrt(Math.max(0, 1 - along * along));
        double upper = EYES - EYE_HEIGHT * arc * pose.lids();
        double lower = EYES + 0.65 * EYE_HEIGHT * arc;
        double inside = step(-0.008, 0.008, y - upper) * step(-0.008, 0.008, lower - y) * step(0, 0.25, arc);
        WHITE.over(rgb, inside);
        double dx = x - Math.signum(x) * look.eyeDistance() - 0.03 * pose.gaze();
        double r = Math.hypot(dx, y - EYES + 0.008);
        look.iris().over(rgb, inside * (1 - step(0.050, 0.062, r)));
        PUPIL.over(rgb, inside * (1 - step(0.020, 0.028, r)));
        GLINT.over(rgb, inside * (1 - step(0.006, 0.014, Math.hypot(dx + 0.018, y - EYES + 0.026))));
        LASHES.over(rgb, 0.9 * bell(y - upper, 0.011) * step(0, 0.3, arc));
        LOWER_LID.over(rgb, 0.5 * bell(y - lower, 0.008) * step(0, 0.3, arc));
    }

    private void mouth(double x, double y, double[] rgb) {
        double along = x / look.mouthWidth();
        if (Math.abs(along) > 1.2) {
            return;
        }
        double arc = Math.sqrt(Math.max(0, 1 - along * along));
        double open = 0.075 * pose.mouth() * arc;
        double line = MOUTH + 0.012 * along * along;
        double top = line - 0.052 * arc + 0.016 * bell(x, 0.03) - 0.3 * open;
        double bottom = line + 0.07 * arc + open;
        double lips = step(-0.01, 0.01, y - top) * step(-0.012, 0.012, bottom - y) * step(0, 0.2, arc);
        LIPS.over(rgb, 0.85 * lips);
        double gap = step(-0.008, 0.008, y - line + 0.3 * open) * step(-0.008, 0.008, line + open - y)
                * step(0, 0.3, arc);
        THROAT.over(rgb, Math.max(gap * step(0, 0.02, open), 0.8 * bell(y - line, 0.010) * step(0, 0.2, arc)));
        TEETH.over(rgb, gap * step(0.02, 0.04, open) * (1 - step(0.005, 0.022, y - line + 0.2 * open)));
    }

    private void hair(double x, double y, double[] rgb) {
        double line = -0.56 + 1.0 * x * x + 0.03 * Curves.noise(14 * x, 0, 4);
        double temples = step(0.53, 0.60, Math.abs(x) + 0.25 * step(-0.1, 0.35, y) - 0.25 * step(0.35, 0.1, y))
                * (1 - step(-0.05, 0.12, y));
        double cover = Math.max(1 - step(line - 0.03, line + 0.03, y), temples);
        double strand = 1 + 0.35 * Curves.noise(40 * x + 6 * y, 5 * y, 3);
        look.hair().times(strand).over(rgb, cover);
    }
}
