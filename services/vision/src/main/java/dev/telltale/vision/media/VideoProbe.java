package dev.telltale.vision.media;

import dev.telltale.vision.colour.ColourTags;
import dev.telltale.vision.media.CodedVideo.SampleAspect;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

import java.nio.ByteBuffer;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;

/** Reads from FFmpeg's structures what is known of a video stream. */
final class VideoProbe {
    /** What is assumed where neither container nor codec tells a rate: frames a second. */
    private static final int ASSUMED_RATE = 25;

    private VideoProbe() {}

    static CodedVideo describe(AVFormatContext context, AVStream stream) {
        AVCodecParameters parameters = stream.codecpar();
        TimeBase timeBase = new TimeBase(stream.time_base().num(), stream.time_base().den());
        long frameDuration = frameDuration(context, stream, timeBase);
        int reorderFrames = Math.max(0, parameters.video_delay());
        return new CodedVideo(avcodec_get_name(parameters.codec_id()).getString(),
                bytes(parameters.extradata(), parameters.extradata_size()), timeBase, parameters.width(),
                parameters.height(),
                rotation(parameters), sampleAspect(context, stream), colours(parameters), reorderFrames,
                reorderFrames * frameDuration,
                frameDuration);
    }

    static ByteBuffer bytes(BytePointer data, long size) {
        byte[] copy = new byte[Math.toIntExact(size)];
        if (size > 0) {
            data.get(copy);
        }
        return ByteBuffer.wrap(copy);
    }

    private static long frameDuration(AVFormatContext context, AVStream stream, TimeBase timeBase) {
        AVRational rate = av_guess_frame_rate(context, stream, null);
        int num = rate.num() > 0 && rate.den() > 0 ? rate.num() : ASSUMED_RATE;
        int den = rate.num() > 0 && rate.den() > 0 ? rate.den() : 1;
        return Math.max(1, new PlausibleTimes(timeBase)
                .length(Rescale.ceil(timeBase.den(), den, (long) timeBase.num() * num)));
    }

    private static SampleAspect sampleAspect(AVFormatContext context, AVStream stream) {
        AVRational aspect = av_guess_sample_aspect_ratio(context, stream, null);
        return aspect.num() > 0 && aspect.den() > 0
                ? new SampleAspect(aspect.num(), aspect.den())
                : SampleAspect.SQUARE;
    }

    private static ColourTags colours(AVCodecParameters parameters) {
        return new ColourTags(parameters.color_primaries(), parameters.color_trc(), parameters.color_space(),
                parameters.color_range());
    }

    /** FFmpeg's angle is counter-clockwise and any real number; pictures are shown turned by quarters. */
    private static int rotation(AVCodecParameters parameters) {
        AVPacketSideData matrix = av_packet_side_data_get(parameters.coded_side_data(), parameters.nb_coded_side_data(),
                AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.isNull() || matrix.size() < 9 * Integer.BYTES) {
            return 0;
        }
        double angle = av_display_rotation_get(new IntPointer(matrix.data()));
        return Double.isNaN(angle) ? 0 : Math.floorMod(-90 * Math.round(angle / 90), 360);
    }
}
