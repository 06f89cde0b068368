package dev.telltale.vision.quality;

import dev.telltale.vision.AlignedCrop;
import dev.telltale.vision.CropSampler;
import dev.telltale.vision.Landmarks;
import dev.telltale.vision.Picture;

/** Measures how well a face can be judged. Not thread-safe: one per worker. */
public final class FaceQuality implements AutoCloseable {
    private static final AlignedCrop FACE = new AlignedCrop(128, 0);

    private final CropSampler sampler = new CropSampler();
    private final byte[] gray = new byte[FACE.size() * FACE.size()];

    /**
     * What was measured of one face in one frame.
     *
     * @param sharpness variance of the Laplacian of the aligned face at 128 px, grey levels squared
     * @param brightness mean luma of the aligned face, 0 to 255
     * @param interocular distance between the outer corners of the eyes, pixels of the picture
     * @param pose of the head
     */
    public record Measures(double sharpness, double brightness, double interocular, HeadPose pose) {
        /**
         * Worth of the frame, 0 to 1: the product of five ramps, from useless to good. Size: 15 to 60 px between the eyes;
         * sharpness: 10 to 200, logarithmic; yaw: 70 to 25 degrees; pitch: 60 to 25 degrees; brightness: 20 to 50 and 250 to
         * 225. A frame that is good but in one respect keeps that ramp's value.
         */
        public double worth() {
            double size = ramp(interocular, 15, 60);
            double sharp = ramp(Math.log(Math.max(1, sharpness)), Math.log(10), Math.log(200));
            double frontal = ramp(Math.abs(pose.yaw()), 70, 25) * ramp(Math.abs(pose.pitch()), 60, 25);
            double exposed = ramp(brightness, 20, 50) * ramp(brightness, 250, 225);
            return size * sharp * frontal * exposed;
        }

        private static double ramp(double value, double useless, double good) {
            return Math.clamp((value - useless) / (good - useless), 0.0, 1.0);
        }
    }

    public Measures measure(Picture picture, Landmarks face) {
        int size = FACE.size();
        sampler.gray(picture, FACE.toPicture(face), size, size, gray);
        long sum = 0;
        for (byte level : gray) {
            sum += level & 0xff;
        }
        return new Measures(laplacianVariance(size), (double) sum / gray.length, face.interocular(),
                HeadPose.of(face));
    }

    private double laplacianVariance(int size) {
        long sum = 0;
        long squares = 0;
        for (int y = 1; y < size - 1; y++) {
            for (int at = y * size + 1; at < (y + 1) * size - 1; at++) {
                int edge = level(at - 1) + level(at + 1) + level(at - size) + level(at + size) - 4 * level(at);
                sum += edge;
                squares += (long) edge * edge;
            }
        }
        double n = (double) (size - 2) * (size - 2);
        return squares / n - (sum / n) * (sum / n);
    }

    private int level(int at) {
        return gray[at] & 0xff;
    }

    @Override
    public void close() {
        sampler.close();
    }
}
