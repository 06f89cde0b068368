package dev.telltale.trainer.synthesis;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

import java.util.random.RandomGenerator;

import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_NEAREST;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

/** A difference in fine detail between the two sources of a blend (SBI, section 8 step 6). */
public sealed interface Detail {
    /** Changes {@code rgb} in place. */
    void apply(Mat rgb);

    /** Shrunk and brought back to size: what a generator of low resolution leaves. */
    record Coarse(double factor, boolean nearest) implements Detail {
        @Override
        public void apply(Mat rgb) {
            try (PointerScope scope = new PointerScope()) {
                Mat small = new Mat();
                int side = Math.max(8, (int) Math.round(rgb.cols() / factor));
                resize(rgb, small, new Size(side, side), 0, 0, nearest ? INTER_NEAREST : INTER_AREA);
                resize(small, rgb, rgb.size(), 0, 0, INTER_LINEAR);
            }
        }
    }

    /** Unsharp masking. */
    record Sharp(double amount) implements Detail {
        @Override
        public void apply(Mat rgb) {
            try (PointerScope scope = new PointerScope()) {
                Mat soft = new Mat();
                GaussianBlur(rgb, soft, new Size(0, 0), 1.5);
                addWeighted(rgb, 1 + amount, soft, -amount, 0, rgb);
            }
        }
    }

    /** A Gaussian blur. */
    record Soft(double sigma) implements Detail {
        @Override
        public void apply(Mat rgb) {
            GaussianBlur(rgb, rgb, new Size(0, 0), sigma);
        }
    }

    /** One of the three, of random strength. */
    static Detail random(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Coarse(random.nextBoolean() ? 2 : 4, true);
            case 1 -> new Coarse(1.3 + 2 * random.nextDouble(), false);
            case 2 -> new Sharp(0.3 + random.nextDouble());
            default -> new Soft(0.5 + 1.3 * random.nextDouble());
        };
    }
}
