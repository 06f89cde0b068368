package dev.telltale.vision.media;

import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.global.avfilter.AVFILTER_AUTO_CONVERT_NONE;
import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_PUSH;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_set_auto_convert;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_link;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

/**
 * Makes a picture of the first of a frame's two fields: what stands still is kept line by line, where the fields disagree the
 * second one's lines are interpolated along edges (FFmpeg's yadif). One picture for a frame, at the time of its first field.
 *
 * <p>Yadif is shown each frame as its own predecessor and successor. So a picture depends on nothing but its own packets,
 * which a worker that goes on after a restart needs, and comes out at once, which the last frame of a window needs. The price
 * is some resolution where something moves; it moves too fast there for both fields to agree anyway.
 */
final class Deinterlacer implements AutoCloseable {
    /** The frame between the other two; these pass unfiltered, since they are not said to be interlaced. */
    private static final int MIDDLE = 1;
    private static final int SHOWN_TIMES = 3;

    private @Nullable AVFilterGraph graph;
    private AVFilterContext source = new AVFilterContext(null);
    private AVFilterContext sink = new AVFilterContext(null);
    private int width;
    private int height;
    private int format;
    private long shown;

    /** Takes over a frame and returns it, or one made of it: the same where yadif does not know its pixel format. */
    AVFrame progressive(AVFrame frame) {
        if (!ready(frame)) {
            return frame;
        }
        AVFrame made = filtered(frame);
        if (made == null) {
            return frame;
        }
        av_frame_free(frame);
        return made;
    }

    private @Nullable AVFrame filtered(AVFrame frame) {
        int flags = frame.flags();
        AVFrame out = av_frame_alloc();
        boolean got = false;
        frame.repeat_pict(0);
        for (int i = 0; i < SHOWN_TIMES; i++) {
            frame.pts(shown++).flags(i == MIDDLE ? flags : flags & ~AV_FRAME_FLAG_INTERLACED);
            av_buffersrc_add_frame_flags(source, frame, AV_BUFFERSRC_FLAG_KEEP_REF | AV_BUFFERSRC_FLAG_PUSH);
            // What comes out lags one frame behind: the last one is the middle one, filtered.
            while (av_buffersink_get_frame(sink, out) >= 0) {
                got = i == SHOWN_TIMES - 1;
                if (!got) {
                    av_frame_unref(out);
                }
            }
        }
        frame.flags(flags);
        if (got) {
            return out;
        }
        av_frame_free(out);
        return null;
    }

    private boolean ready(AVFrame frame) {
        if (width != frame.width() || height != frame.height() || format != frame.format()) {
            close();
            width = frame.width();
            height = frame.height();
            format = frame.format();
            graph = build();
        }
        return graph != null;
    }

    private @Nullable AVFilterGraph build() {
        AVFilterGraph made = avfilter_graph_alloc();
        made.nb_threads(1);
        source = new AVFilterContext(null);
        sink = new AVFilterContext(null);
        var yadif = new AVFilterContext(null);
        String pictures = "video_size=" + width + "x" + height + ":pix_fmt=" + format + ":time_base=1/1";
        boolean built = create(made, source, "buffer", pictures)
                && create(made, yadif, "yadif", "mode=send_frame:parity=auto:deint=interlaced")
                && create(made, sink, "buffersink", null) && avfilter_link(source, 0, yadif, 0) >= 0
                && avfilter_link(yadif, 0, sink, 0) >= 0;
        avfilter_graph_set_auto_convert(made, AVFILTER_AUTO_CONVERT_NONE);
        if (built && avfilter_graph_config(made, null) >= 0) {
            return made;
        }
        avfilter_graph_free(made);
        return null;
    }

    private static boolean create(AVFilterGraph graph, AVFilterContext context, String filter,
            @Nullable String options) {
        return avfilter_graph_create_filter(context, avfilter_get_by_name(filter), filter, options, null, graph) >= 0;
    }

    @Override
    public void close() {
        if (graph != null) {
            avfilter_graph_free(graph);
            graph = null;
        }
    }
}
