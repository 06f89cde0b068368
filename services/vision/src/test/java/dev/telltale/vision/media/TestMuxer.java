package dev.telltale.vision.media;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.function.Consumer;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_NOFILE;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_set;

/** An output of one stream: a file, or the RTSP server that a test publishes to. */
final class TestMuxer implements AutoCloseable {
    private static final int MATRIX_BYTES = 9 * Integer.BYTES;

    private final AVFormatContext context = new AVFormatContext(null);
    private final AVStream stream;

    private TestMuxer(@Nullable String format, String target) {
        check("open " + target, avformat_alloc_output_context2(context, null, format, target));
        stream = avformat_new_stream(context, null);
    }

    /** A file that takes what an encoder makes. */
    static TestMuxer create(Path file, AVCodecContext encoder, int rotation, String movflags) {
        TestMuxer muxer = new TestMuxer(null, file.toString());
        check("describe the stream", avcodec_parameters_from_context(muxer.stream.codecpar(), encoder));
        muxer.stream.time_base(encoder.time_base());
        muxer.stream.avg_frame_rate(encoder.framerate());
        muxer.stream.sample_aspect_ratio(encoder.sample_aspect_ratio());
        if (rotation != 0) {
            muxer.turn(rotation);
        }
        muxer.begin(file.toString(), movflags.isEmpty() ? "" : "movflags", movflags);
        return muxer;
    }

    /** A file whose stream somebody describes by hand. */
    static TestMuxer create(Path file, Consumer<AVCodecParameters> description) {
        TestMuxer muxer = new TestMuxer(null, file.toString());
        description.accept(muxer.stream.codecpar());
        muxer.stream.time_base(TestVideo.ratio(1, muxer.stream.codecpar().sample_rate()));
        muxer.begin(file.toString(), "", "");
        return muxer;
    }

    /** A publisher's session that takes packets as they are. */
    static TestMuxer publish(String url, AVCodecParameters parameters, AVStream like) {
        TestMuxer muxer = new TestMuxer("rtsp", url);
        check("describe the stream", avcodec_parameters_copy(muxer.stream.codecpar(), parameters));
        muxer.stream.codecpar().codec_tag(0);
        muxer.stream.time_base(like.time_base());
        muxer.begin(url, "rtsp_transport", "tcp");
        return muxer;
    }

    AVFormatContext context() {
        return context;
    }

    AVStream stream() {
        return stream;
    }

    private void turn(int clockwise) {
        AVCodecParameters parameters = stream.codecpar();
        IntPointer count = new IntPointer(1).put(0);
        AVPacketSideData list = new AVPacketSideData(null);
        AVPacketSideData added = av_packet_side_data_new(list, count, AV_PKT_DATA_DISPLAYMATRIX, MATRIX_BYTES, 0);
        av_display_rotation_set(new IntPointer(added.data()), clockwise);
        parameters.coded_side_data(list);
        parameters.nb_coded_side_data(count.get());
    }

    private void begin(String target, String option, String value) {
        if ((context.oformat().flags() & AVFMT_NOFILE) == 0) {
            AVIOContext output = new AVIOContext(null);
            check("create " + target, avio_open(output, target, AVIO_FLAG_WRITE));
            context.pb(output);
        }
        AVDictionary options = new AVDictionary(null);
        if (!option.isEmpty()) {
            av_dict_set(options, option, value, 0);
        }
        int result = avformat_write_header(context, options);
        av_dict_free(options);
        if (result < 0) {
            avformat_free_context(context);
        }
        check("begin " + target, result);
    }

    @Override
    public void close() {
        av_write_trailer(context);
        if ((context.oformat().flags() & AVFMT_NOFILE) == 0) {
            avio_closep(context.pb());
        }
        avformat_free_context(context);
    }

    static void check(String step, int result) {
        if (result < 0) {
            throw new IllegalStateException("cannot " + step + ": " + FfmpegRuntime.describe(result));
        }
    }
}
