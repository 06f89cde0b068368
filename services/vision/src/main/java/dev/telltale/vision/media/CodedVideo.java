package dev.telltale.vision.media;

import dev.telltale.vision.colour.ColourTags;

import java.nio.ByteBuffer;

/**
 * What has to be known to decode a video stream and to show it the right way up.
 *
 * @param codec FFmpeg's name of the codec, for example "h264"
 * @param extradata the codec's out-of-band headers, empty where there are none
 * @param timeBase unit of all timestamps
 * @param width coded width, pixels
 * @param height coded height, pixels
 * @param rotation clockwise rotation to apply before showing, degrees: 0, 90, 180 or 270
 * @param sampleAspect width of a sample relative to its height
 * @param colours what the container says of colours; what the codec itself says goes before it
 * @param reorderFrames frames that a decoder holds back to put them in order
 * @param reorderDelay the same in units of the time base: how far dts may lag behind pts
 * @param frameDuration nominal duration of a frame in units, at least 1
 */
public record CodedVideo(String codec, ByteBuffer extradata, TimeBase timeBase, int width, int height, int rotation,
        SampleAspect sampleAspect, ColourTags colours, int reorderFrames, long reorderDelay, long frameDuration) {

    /**
     * Width of a sample relative to its height.
     *
     * @param num numerator, positive
     * @param den denominator, positive
     */
    public record SampleAspect(int num, int den) {
        /** Square samples, and what is assumed where a container is silent. */
        public static final SampleAspect SQUARE = new SampleAspect(1, 1);

        public SampleAspect {
            if (num <= 0 || den <= 0) {
                throw new IllegalArgumentException("sample aspect must be positive, got: " + num + "/" + den);
            }
        }
    }

    public CodedVideo {
        if (rotation % 90 != 0 || rotation < 0 || rotation >= 360) {
            throw new IllegalArgumentException("rotation must be 0, 90, 180 or 270, got: " + rotation);
        }
        if (frameDuration < 1) {
            throw new IllegalArgumentException("frame duration must be positive, got: " + frameDuration);
        }
    }

    /** Returns the same stream with another coded size. */
    CodedVideo resized(int newWidth, int newHeight) {
        return new CodedVideo(codec, extradata, timeBase, newWidth, newHeight, rotation, sampleAspect, colours,
                reorderFrames,
                reorderDelay, frameDuration);
    }

    /** Returns the same stream in another codec. */
    CodedVideo recoded(String newCodec) {
        return new CodedVideo(newCodec, extradata, timeBase, width, height, rotation, sampleAspect, colours,
                reorderFrames,
                reorderDelay, frameDuration);
    }

    /** Returns the same stream with other headers. */
    CodedVideo withExtradata(ByteBuffer headers) {
        return new CodedVideo(codec, headers, timeBase, width, height, rotation, sampleAspect, colours, reorderFrames,
                reorderDelay,
                frameDuration);
    }
}
