package dev.telltale.detectors.packages;

/**
 * What a face must be like for the detector to have an opinion.
 *
 * @param minFrames least number of distinct frames
 * @param minInterocular least distance of the outer corners of the eyes, pixels of the picture
 * @param minSharpness least variance of the Laplacian at 128 px
 * @param maxYaw largest turn of the head to either side, degrees
 */
public record QualityLimits(int minFrames, float minInterocular, float minSharpness, float maxYaw) {

    public QualityLimits {
        if (minFrames < 1 || minFrames > 32) {
            throw new IllegalArgumentException("quality.minFrames must be 1 to 32, got: " + minFrames);
        }
        if (!(minInterocular >= 0 && minSharpness >= 0 && maxYaw > 0 && maxYaw <= 180)) {
            throw new IllegalArgumentException("quality limits must not be negative and maxYaw at most 180, got: "
                    + minInterocular + ", " + minSharpness + ", " + maxYaw);
        }
    }

    /** One frame of any kind suffices. */
    public static QualityLimits none() {
        return new QualityLimits(1, 0, 0, 180);
    }
}
