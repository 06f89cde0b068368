package dev.telltale.vision.media;

import dev.telltale.vision.Picture;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

/** The packets of a whole clip, for tests. */
public record Clip(VideoFormat format, List<EncodedPacket> packets) {
    /** Where the shared clips lie. */
    public static final Path CLIPS = Path.of(System.getProperty("telltale.shared", "../../../shared"), "data", "clips");

    public static Clip read(Path file) {
        AVFormatContext context = new AVFormatContext(null);
        check(avformat_open_input(context, file.toString(), (AVInputFormat) null, (AVDictionary) null), file);
        try {
            check(avformat_find_stream_info(context, (PointerPointer<?>) null), file);
            int index = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
            check(index, file);
            return read(context, context.streams(index));
        } finally {
            avformat_close_input(context);
        }
    }

    private static Clip read(AVFormatContext context, AVStream stream) {
        List<EncodedPacket> packets = new ArrayList<>();
        AVPacket packet = av_packet_alloc();
        while (av_read_frame(context, packet) >= 0) {
            if (packet.stream_index() == stream.index()) {
                packets.add(new EncodedPacket(packet.pts(), packet.dts(), packet.duration(),
                        (packet.flags() & AV_PKT_FLAG_KEY) != 0, bytes(packet.data(), packet.size())));
            }
            av_packet_unref(packet);
        }
        av_packet_free(packet);
        long origin = packets.stream().mapToLong(EncodedPacket::pts).min().orElse(0);
        var parameters = stream.codecpar();
        BytePointer name = avcodec_get_name(parameters.codec_id());
        int sarNum = Math.max(1, parameters.sample_aspect_ratio().num());
        int sarDen = parameters.sample_aspect_ratio().num() < 1 ? 1 : parameters.sample_aspect_ratio().den();
        return new Clip(
                new VideoFormat(name.getString(), bytes(parameters.extradata(), parameters.extradata_size()),
                        stream.time_base().num(), stream.time_base().den(), origin, 0, sarNum, sarDen),
                packets);
    }

    static ByteBuffer bytes(BytePointer from, int size) {
        byte[] copy = new byte[size];
        if (size > 0) {
            from.get(copy);
        }
        return ByteBuffer.wrap(copy);
    }

    /** Decodes all of it and closes every picture after {@code look}. */
    public DecodeCounts decode(DecoderLimits limits, Consumer<Picture> look) {
        Consumer<Picture> sink = picture -> {
            try (picture) {
                look.accept(picture);
            }
        };
        try (PacketDecoder decoder = new PacketDecoder(format, limits)) {
            packets.forEach(packet -> decoder.decode(packet, sink));
            decoder.drain(sink);
            return decoder.counts();
        }
    }

    private static void check(int code, Path file) {
        if (code < 0) {
            throw new IllegalArgumentException("cannot read " + file + ": " + code);
        }
    }
}
