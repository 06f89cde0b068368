package dev.telltale.vision.media;

import static org.bytedeco.ffmpeg.global.avutil.av_version_info;
import static org.bytedeco.opencv.global.opencv_core.getVersionString;

/** Which native libraries are at work; asking loads them, so that an answer proves they can be loaded. */
public final class NativeVersions {
    private NativeVersions() {}

    /** FFmpeg's own version, for example "8.0.1". */
    public static String ffmpeg() {
        FfmpegRuntime.load();
        return av_version_info().getString();
    }

    /** OpenCV's own version, for example "4.13.0". */
    public static String openCv() {
        // It comes with the zero that ends it.
        return getVersionString().getString().replace("\0", "").strip();
    }
}
