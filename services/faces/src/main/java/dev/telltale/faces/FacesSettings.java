package dev.telltale.faces;

import dev.telltale.vision.media.DecoderLimits;
import dev.telltale.vision.tracking.TrackerSettings;

/**
 * How pictures are decoded and faces followed.
 *
 * @param limits of each decoder
 * @param tracker of each epoch
 * @param maxRecordBytes largest face window
 */
public record FacesSettings(DecoderLimits limits, TrackerSettings tracker, int maxRecordBytes) {
    public static final FacesSettings DEFAULT = new FacesSettings(DecoderLimits.DEFAULT, TrackerSettings.DEFAULT,
            8 << 20);

    public FacesSettings {
        if (maxRecordBytes < 64 << 10) {
            throw new IllegalArgumentException("faces.max-record-bytes must be at least 65536, got: " + maxRecordBytes);
        }
    }
}
