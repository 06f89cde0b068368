package dev.telltale.vision.media;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

/** The options FFmpeg is opened with. All of them are here. */
enum OpenOptions {
    /** Recordings and containers that come as a stream of bytes. */
    CONTAINERS("mov,matroska,mpegts,mpeg,mpegvideo,avi,flv", null),
    /** MPEG transport streams that come in datagrams. */
    TRANSPORT("mpegts", "mpegts"),
    /** Cameras of this machine. */
    DEVICE("video4linux2,v4l2", "v4l2"),
    /** A session description, then RTP packets. */
    RTP("sdp", "sdp");

    /** FFmpeg opens nothing by itself: no protocol has this name. */
    private static final String NO_PROTOCOL = "none";
    /** Decoders that may be asked for the size and the reorder delay of a stream whose container does not tell. */
    private static final String CODECS = "h264,hevc,vp8,vp9,av1,libdav1d,libaom-av1,mpeg1video,mpeg2video,mpeg4,mjpeg,"
            + "prores,dnxhd,ffv1,flv";

    private final String formats;
    private final @Nullable String forced;

    OpenOptions(String formats, @Nullable String forced) {
        this.formats = formats;
        this.forced = forced;
    }

    /** Opens the container, whose bytes are ours; returns FFmpeg's code. */
    int open(AVFormatContext context, InputLimits limits) {
        return open(context, null, limits, Map.of());
    }

    /** Opens what has a name, a device; returns FFmpeg's code. */
    int open(AVFormatContext context, @Nullable String name, InputLimits limits, Map<String, String> more) {
        AVInputFormat format = forced == null ? null : av_find_input_format(forced);
        AVDictionary dictionary = new AVDictionary(null);
        try {
            header(limits).forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
            more.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
            return avformat_open_input(context, name, format, dictionary);
        } finally {
            av_dict_free(dictionary);
        }
    }

    /** What is set when a container is opened, for {@link #open} and for the test that reads it back. */
    Map<String, String> header(InputLimits limits) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("format_whitelist", formats);
        options.put("protocol_whitelist", NO_PROTOCOL);
        options.put("codec_whitelist", CODECS);
        options.put("probesize", Integer.toString(limits.probeBytes()));
        options.put("analyzeduration", Long.toString(limits.analyze().toMillis() * 1000));
        options.put("max_streams", Integer.toString(limits.maxStreams()));
        if (this == RTP) {
            options.put("sdp_flags", "custom_io");
            options.put("reorder_queue_size", "0");
        }
        return options;
    }

    /** Takes FFmpeg's code for a step. */
    interface Check<E extends Exception> {
        void accept(int result) throws E;
    }

    /** Finds out codec parameters; the decoders that may be needed for it are bounded. */
    <E extends Exception> void findStreamInfo(AVFormatContext context, InputLimits limits, Check<E> check) throws E {
        int count = context.nb_streams();
        AVDictionary[] dictionaries = new AVDictionary[count];
        try (PointerPointer<Pointer> options = new PointerPointer<>(Math.max(1, count))) {
            for (int i = 0; i < count; i++) {
                dictionaries[i] = new AVDictionary(null);
                av_dict_set(dictionaries[i], "max_pixels", Long.toString(limits.maxPixels()), 0);
                av_dict_set(dictionaries[i], "threads", "1", 0);
                options.put(i, dictionaries[i]);
            }
            int result = avformat_find_stream_info(context, options);
            for (int i = 0; i < count; i++) {
                av_dict_free(new AVDictionary(options.get(i)));
            }
            check.accept(result);
        }
    }
}
