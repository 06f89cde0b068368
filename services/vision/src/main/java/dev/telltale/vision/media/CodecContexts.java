package dev.telltale.vision.media;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

import java.nio.ByteBuffer;
import java.util.Set;

import static org.bytedeco.ffmpeg.avcodec.AVCodecContext.FF_THREAD_SLICE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

/** Opens video decoders: only codecs that streams really use, so that FFmpeg's hundreds of rare ones are out of reach. */
final class CodecContexts {
    private static final Set<String> CODECS = Set.of("h264", "hevc", "av1", "vp8", "vp9", "mpeg1video",
            "mpeg2video", "mpeg4", "msmpeg4v2", "msmpeg4v3", "h263", "flv1", "wmv1", "wmv2", "wmv3", "vc1", "theora",
            "mjpeg", "ffv1", "prores", "dnxhd", "dvvideo");

    private CodecContexts() {}

    static AVCodecContext open(CodedVideo video, DecoderLimits limits) {
        FfmpegRuntime.load();
        AVCodec codec = codec(video.codec());
        if ((long) video.width() * video.height() > limits.maxPixels()) {
            throw new UndecodableException("pictures of " + video.width() + " x " + video.height() + ", at most "
                    + limits.maxPixels() + " pixels are taken");
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.thread_count(limits.threads()).thread_type(FF_THREAD_SLICE).max_pixels(limits.maxPixels());
        // FFV1, WMV and MS MPEG-4 do not repeat the size in their own headers.
        context.width(video.width()).height(video.height());
        context.pkt_timebase().num(video.timeBase().num()).den(video.timeBase().den());
        putExtradata(context, video.extradata());
        int opened = avcodec_open2(context, codec, (AVDictionary) null);
        if (opened < 0) {
            avcodec_free_context(context);
            throw new UndecodableException(
                    "decoder of " + video.codec() + " does not open: " + FfmpegRuntime.describe(opened));
        }
        return context;
    }

    private static AVCodec codec(String name) {
        AVCodecDescriptor descriptor = CODECS.contains(name) ? avcodec_descriptor_get_by_name(name) : null;
        AVCodec codec = descriptor == null ? null : avcodec_find_decoder(descriptor.id());
        if (codec == null) {
            throw new UndecodableException("no decoder for codec " + name);
        }
        return codec;
    }

    private static void putExtradata(AVCodecContext context, ByteBuffer extradata) {
        int size = extradata.remaining();
        if (size == 0) {
            return;
        }
        BytePointer room = new BytePointer(av_mallocz((long) size + AV_INPUT_BUFFER_PADDING_SIZE));
        room.capacity(size).asByteBuffer().put(extradata.duplicate());
        context.extradata(room).extradata_size(size);
    }
}
