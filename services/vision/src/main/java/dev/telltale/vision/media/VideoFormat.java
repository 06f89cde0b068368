package dev.telltale.vision.media;

import dev.telltale.vision.MediaTime;

import java.nio.ByteBuffer;

/**
 * What a decoder has to know of a video stream before its first packet.
 *
 * @param codec FFmpeg's name of the codec, for example "h264"
 * @param extradata the codec's out-of-band headers, empty where there are none
 * @param timeBaseNum numerator of the time base, seconds per unit, above 0
 * @param timeBaseDen denominator of the time base, above 0
 * @param originPts presentation time that counts as {@link MediaTime#ZERO}, units of the time base
 * @param rotation clockwise rotation before showing: 0, 90, 180 or 270 degrees
 * @param sampleAspectNum width of a sample; 1 : 1 leaves the say to the codec's own headers
 * @param sampleAspectDen height of a sample
 */
public record VideoFormat(String codec, ByteBuffer extradata, int timeBaseNum, int timeBaseDen, long originPts,
        int rotation, int sampleAspectNum, int sampleAspectDen) {
    public VideoFormat {
        if (timeBaseNum < 1 || timeBaseDen < 1) {
            throw new IllegalArgumentException(
                    "time base must be above 0, got: " + timeBaseNum + "/" + timeBaseDen);
        }
        if (rotation != 0 && rotation != 90 && rotation != 180 && rotation != 270) {
            throw new IllegalArgumentException("rotation must be 0, 90, 180 or 270, got: " + rotation);
        }
    }

    MediaTime time(long pts) {
        return MediaTime.of(Math.subtractExact(pts, originPts), timeBaseNum, timeBaseDen);
    }
}
