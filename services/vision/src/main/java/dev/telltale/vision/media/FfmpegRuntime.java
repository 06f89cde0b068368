package dev.telltale.vision.media;

import java.nio.charset.StandardCharsets;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

/** What holds for FFmpeg in the whole process. */
final class FfmpegRuntime {
    private static final int ERROR_TEXT = 128;

    static {
        // It would write to stderr, around the log; every error reaches us as a code.
        av_log_set_level(AV_LOG_QUIET);
    }

    private FfmpegRuntime() {}

    /** Makes sure the native libraries are loaded and quiet. */
    static void load() {
        // The static initialiser has done it.
    }

    /** Returns FFmpeg's own words for an error code. */
    static String describe(int error) {
        byte[] text = new byte[ERROR_TEXT];
        av_strerror(error, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }
}
