package dev.telltale.local.sample;

/** A head seen from afar: rays along z meet an ellipsoid that is turned by the pose and carries a {@link Face}. */
final class Head {
    private static final double[] RADII = {0.74, 1.0, 0.88};
    private static final double SLOPE_STEP = 0.012;
    private final Face face;
    private final double[][] turn;
    private final Look person;
    private final double[] hit = new double[3];

    /** A head with the given look in the given pose. */
    Head(Look look, Pose pose) {
        this.face = new Face(look, pose);
        this.turn = rotation(pose.yaw(), pose.pitch(), pose.roll());
        this.person = look;
    }

    /**
     * What the ray through a place sees.
     *
     * @param x to the right of the head's centre, in halves of its height
     * @param y downwards
     * @param soft width of the soft rim, in the same units
     * @param rgb receives the lit colour
     * @return cover: 0 beside the head, 1 on it
     */
    double look(double x, double y, double soft, double[] rgb) {
        double jaw = 1 - 0.24 * Curves.step(0.15, 1.05, y);
        double rim = meet(x / jaw, y);
        if (rim <= 0) {
            return 0;
        }
        face.colour(hit[0], hit[1], rgb);
        shade(rgb);
        return Curves.step(0, soft * 2.5, rim);
    }

    /** The place on the face that the last ray met. */
    double[] place() {
        return hit;
    }

    /** Sets where the ray meets the ellipsoid, in its own axes; 1 in the middle, 0 at the rim, negative beside it. */
    private double meet(double x, double y) {
        double a = 0;
        double b = 0;
        double c = -1;
        double[] origin = new double[3];
        for (int i = 0; i < 3; i++) {
            origin[i] = turn[0][i] * x + turn[1][i] * y;
            double direction = turn[2][i];
            double square = RADII[i] * RADII[i];
            a += direction * direction / square;
            b += origin[i] * direction / square;
            c += origin[i] * origin[i] / square;
        }
        double root = b * b - a * c;
        if (root <= 0) {
            return -1;
        }
        double t = (-b - Math.sqrt(root)) / a;
        for (int i = 0; i < 3; i++) {
            hit[i] = origin[i] + t * turn[2][i];
        }
        return Math.sqrt(root) / Math.sqrt(a);
    }

    private void shade(double[] rgb) {
        double x = hit[0];
        double y = hit[1];
        double here = face.relief(x, y);
        double slopeX = (face.relief(x + SLOPE_STEP, y) - here) / SLOPE_STEP;
        double slopeY = (face.relief(x, y + SLOPE_STEP) - here) / SLOPE_STEP;
        double nx = x / (RADII[0] * RADII[0]) - slopeX;
        double ny = y / (RADII[1] * RADII[1]) - slopeY;
        double nz = Math.min(-0.15, hit[2] / (RADII[2] * RADII[2]));
        double length = Math.sqrt(nx * nx + ny * ny + nz * nz);
        double key = Math.max(0, (nx * person.light() - 0.55 * ny - 0.80 * nz) / length / 1.07);
        double fill = Math.max(0, (-nx * person.light() - 0.75 * nz) / length);
        double gloss = 0.10 * Math.pow(key, 24);
        double brightness = 0.24 + 0.72 * key + 0.14 * fill;
        Colour grade = person.grade();
        rgb[0] = (rgb[0] * brightness + gloss) * grade.red();
        rgb[1] = (rgb[1] * brightness + gloss) * grade.green();
        rgb[2] = (rgb[2] * brightness + gloss) * grade.blue();
    }

    /** Rows are the picture's axes in the head's own. */
    private static double[][] rotation(double yaw, double pitch, double roll) {
        double cy = Math.cos(yaw);
        double sy = Math.sin(yaw);
        double cp = Math.cos(pitch);
        double sp = Math.sin(pitch);
        double cr = Math.cos(roll);
        double sr = Math.sin(roll);
        return new double[][]{{cr * cy + sr * sp * sy, sr * cp, -cr * sy + sr * sp * cy},
            {-sr * cy + cr * sp * sy, cr * cp, sr * sy + cr * sp * cy}, {cp * sy, -sp, cp * cy}};
    }
}
