package dev.telltale.vision.media;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * How a coded frame is shown: first stretched to square samples, then turned.
 *
 * @param width after stretching, before turning
 * @param height after stretching, before turning
 * @param rotation clockwise, degrees
 * @param asCoded true where there is nothing to do
 */
record Shown(int width, int height, int rotation, boolean asCoded) {
    /** Samples further from square than this are taken for a broken header. */
    private static final double MAX_ASPECT = 4;

    static Shown of(AVFrame frame, CodedVideo video) {
        double aspect = aspect(frame, video) / (isField(frame, video) ? 2 : 1);
        int codedWidth = scales(video) ? video.width() : frame.width();
        int codedHeight = scales(video) ? video.height() : frame.height();
        int width = aspect > 1 ? (int) Math.round(codedWidth * aspect) : codedWidth;
        int height = aspect < 1 ? (int) Math.round(codedHeight / aspect) : codedHeight;
        boolean asCoded = width == frame.width() && height == frame.height() && video.rotation() == 0;
        return new Shown(width, height, video.rotation(), asCoded);
    }

    private static double aspect(AVFrame frame, CodedVideo video) {
        CodedVideo.SampleAspect told = video.sampleAspect();
        if (told.num() != told.den()) {
            return sane(told.num(), told.den());
        }
        AVRational coded = frame.sample_aspect_ratio();
        return sane(coded.num(), coded.den());
    }

    /** Codecs that refer to pictures of another size: between two key frames a picture may be coded smaller than it is shown. */
    static boolean scales(CodedVideo video) {
        return video.codec().equals("vp9") || video.codec().equals("av1");
    }

    /** HEVC codes fields as pictures of half the height, and FFmpeg hands them out like that. */
    static boolean isField(AVFrame frame, CodedVideo video) {
        return video.codec().equals("hevc") && PixelFormats.interlaced(frame);
    }

    private static double sane(int num, int den) {
        if (num <= 0 || den <= 0) {
            return 1;
        }
        double aspect = (double) num / den;
        return aspect > MAX_ASPECT || aspect < 1 / MAX_ASPECT ? 1 : aspect;
    }

    long pixels() {
        return (long) width * height;
    }

    boolean sideways() {
        return rotation == 90 || rotation == 270;
    }

    int shownWidth() {
        return sideways() ? height : width;
    }

    int shownHeight() {
        return sideways() ? width : height;
    }
}
