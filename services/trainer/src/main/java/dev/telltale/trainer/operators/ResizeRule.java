package dev.telltale.trainer.operators;

/**
 * Where an output position of a Resize looks in the input (ONNX Resize, coordinate_transformation_mode and
 * nearest_mode).
 *
 * @param linear linear interpolation between the two neighbours instead of the nearest one
 */
record ResizeRule(boolean linear, String coordinates, String rounding) {
    static ResizeRule of(Node node, String mode, String coordinates, String rounding) {
        boolean linear = switch (mode) {
            case "linear" -> true;
            case "nearest" -> false;
            default -> throw node.unsupported("mode=" + mode);
        };
        switch (coordinates) {
            case "half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners" -> {
            }
            default -> throw node.unsupported("coordinate_transformation_mode=" + coordinates);
        }
        switch (rounding) {
            case "floor", "ceil", "round_prefer_floor", "round_prefer_ceil" -> {
            }
            default -> throw node.unsupported("nearest_mode=" + rounding);
        }
        return new ResizeRule(linear, coordinates, rounding);
    }

    /** The input coordinate of an output position. */
    double source(long position, double scale, long from, long to) {
        return switch (coordinates) {
            case "asymmetric" -> position / scale;
            case "align_corners" -> to == 1 ? 0 : position * (from - 1) / (from * scale - 1);
            case "pytorch_half_pixel" -> to > 1 ? (position + 0.5) / scale - 0.5 : 0;
            default -> (position + 0.5) / scale - 0.5;
        };
    }

    /** The whole position nearest to an input coordinate. */
    long nearest(double at) {
        return (long) switch (rounding) {
            case "floor" -> Math.floor(at);
            case "ceil" -> Math.ceil(at);
            case "round_prefer_ceil" -> Math.floor(at + 0.5);
            default -> Math.ceil(at - 0.5);
        };
    }
}
