package dev.telltale.vision.media;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVProgram;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

/** Which of several videos of an input is wanted. A transport stream may carry a whole multiplex of programmes. */
public sealed interface StreamChoice {

    /** The one that FFmpeg takes for the best. */
    record Best() implements StreamChoice {}

    /** The largest of a programme of a transport stream (ISO/IEC 13818-1, 2.4.4.3: program_number). */
    record Program(int number) implements StreamChoice {
        private static final int MOST = 0xffff;

        public Program {
            if (number < 1 || number > MOST) {
                throw new IllegalArgumentException("program must be from 1 to " + MOST + ", got: " + number);
            }
        }
    }

    /** What has a packet identifier of a transport stream. */
    record Pid(int number) implements StreamChoice {
        private static final int LEAST = 0x10;
        private static final int MOST = 0x1ffe;

        public Pid {
            if (number < LEAST || number > MOST) {
                throw new IllegalArgumentException("pid must be from " + LEAST + " to " + MOST + ", got: " + number);
            }
        }
    }

    /** Lets FFmpeg pass over what is not wanted. */
    default void restrict(AVFormatContext context) {
        if (this instanceof Program wanted && program(context, wanted).isPresent()) {
            for (int i = 0; i < context.nb_programs(); i++) {
                if (context.programs(i).id() != wanted.number()) {
                    context.programs(i).discard(AVDISCARD_ALL);
                }
            }
        }
    }

    /** Index of the video; empty where there is none that is wanted. */
    default Optional<Integer> find(AVFormatContext context) {
        return switch (this) {
            case Best unused -> best(context);
            case Program wanted -> program(context, wanted).flatMap(program -> IntStream
                    .range(0, program.nb_stream_indexes()).mapToObj(i -> program.stream_index().get(i))
                    .filter(index -> isVideo(context, index))
                    .max(Comparator.comparingLong(index -> pixels(context, index))));
            case Pid wanted -> IntStream.range(0, context.nb_streams()).boxed()
                    .filter(index -> context.streams(index).id() == wanted.number() && isVideo(context, index))
                    .findFirst();
        };
    }

    /** What there is instead, for people; empty where nothing in particular was wanted. */
    default String missing(AVFormatContext context) {
        return switch (this) {
            case Best unused -> "";
            case Program wanted -> "has no programme " + wanted.number() + " with video; there are "
                    + IntStream.range(0, context.nb_programs()).map(i -> context.programs(i).id()).sorted()
                            .mapToObj(Integer::toString).collect(Collectors.joining(", ", "[", "]"));
            case Pid wanted -> "has no video with PID " + wanted.number() + "; there are "
                    + IntStream.range(0, context.nb_streams()).filter(i -> isVideo(context, i))
                            .map(i -> context.streams(i).id()).sorted().mapToObj(Integer::toString)
                            .collect(Collectors.joining(", ", "[", "]"));
        };
    }

    private static Optional<Integer> best(AVFormatContext context) {
        AVCodec any = null;
        int best = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, any, 0);
        return best < 0 || (context.streams(best).disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0
                ? Optional.empty()
                : Optional.of(best);
    }

    private static Optional<AVProgram> program(AVFormatContext context, Program wanted) {
        return IntStream.range(0, context.nb_programs()).mapToObj(context::programs)
                .filter(program -> program.id() == wanted.number()).findFirst();
    }

    private static boolean isVideo(AVFormatContext context, int index) {
        return context.streams(index).codecpar().codec_type() == AVMEDIA_TYPE_VIDEO;
    }

    private static long pixels(AVFormatContext context, int index) {
        AVCodecParameters parameters = context.streams(index).codecpar();
        return (long) parameters.width() * parameters.height();
    }
}
