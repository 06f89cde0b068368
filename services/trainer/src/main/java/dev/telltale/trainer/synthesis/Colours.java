package dev.telltale.trainer.synthesis;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.LUT;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_HSV2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2HSV;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

/**
 * One change of colours, drawn once and applied to as many pictures as need it alike (SBI, section 8 steps 6 and 9).
 *
 * @param red added to red, grey levels
 * @param green added to green
 * @param blue added to blue
 * @param hue added to the hue, half degrees as OpenCV counts them
 * @param saturation factor of the saturation
 * @param value factor of the value
 * @param contrast factor about 0
 * @param brightness added after the contrast, grey levels
 */
public record Colours(double red, double green, double blue, double hue, double saturation, double value,
        double contrast,
        double brightness) {
    /** Leaves everything as it is. */
    public static final Colours SAME = new Colours(0, 0, 0, 0, 1, 1, 1, 0);

    /**
     * A change within bounds.
     *
     * @param shift most that a channel moves, grey levels
     * @param hsv most that saturation and value change, as a fraction; the hue turns by a tenth of it of the circle
     * @param light most that contrast and brightness change, as a fraction
     */
    public static Colours random(RandomGenerator random, double shift, double hsv, double light) {
        return new Colours(either(random, shift), either(random, shift), either(random, shift),
                either(random, 18 * hsv), 1 + either(random, hsv), 1 + either(random, hsv / 2),
                1 + either(random, light), either(random, 255 * light / 2));
    }

    private static double either(RandomGenerator random, double most) {
        return (2 * random.nextDouble() - 1) * most;
    }

    /** Changes {@code rgb} (CV_8UC3) in place. */
    public void apply(Mat rgb) {
        try (PointerScope scope = new PointerScope()) {
            look(rgb, i -> i + red, i -> i + green, i -> i + blue);
            if (hue != 0 || saturation != 1 || value != 1) {
                cvtColor(rgb, rgb, COLOR_RGB2HSV);
                look(rgb, i -> Math.floorMod(Math.round(i + hue), 180), i -> i * saturation, i -> i * value);
                cvtColor(rgb, rgb, COLOR_HSV2RGB);
            }
            rgb.convertTo(rgb, CV_8UC3, contrast, brightness);
        }
    }

    /** Replaces every value by what its channel's function makes of it, rounded and clipped. */
    private static void look(Mat mat, DoubleUnaryOperator... channels) {
        byte[] table = new byte[256 * 3];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) Math.clamp(Math.round(channels[i % 3].applyAsDouble(Math.floorDiv(i, 3))), 0, 255);
        }
        LUT(mat, new Mat(1, 256, CV_8UC3, new BytePointer(table)), mat);
    }
}
