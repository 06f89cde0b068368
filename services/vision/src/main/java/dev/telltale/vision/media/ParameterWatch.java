package dev.telltale.vision.media;

import org.bytedeco.ffmpeg.avcodec.AVCodecParserContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;

import java.nio.ByteBuffer;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_NEW_EXTRADATA;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_stream_get_parser;

/**
 * Notices that codec, size or headers change in the middle of a stream. Containers that announce it do so as side data of a
 * packet; in transport streams only the parser, which reads the headers inside the packets, sees another size.
 */
final class ParameterWatch {
    private final AVStream stream;
    private final int codec;
    private int width;
    private int height;

    ParameterWatch(AVStream stream) {
        this.stream = stream;
        this.codec = stream.codecpar().codec_id();
    }

    /** Returns the same object while nothing has changed, else what holds from this packet on. */
    CodedVideo update(CodedVideo video, AVPacket packet) {
        return resized(withHeaders(withCodec(video), packet));
    }

    private CodedVideo withCodec(CodedVideo video) {
        int now = stream.codecpar().codec_id();
        String name = now == codec ? video.codec() : avcodec_get_name(now).getString();
        return name.equals(video.codec()) ? video : video.recoded(name);
    }

    private static CodedVideo withHeaders(CodedVideo video, AVPacket packet) {
        if (packet.side_data_elems() == 0) {
            return video;
        }
        try (SizeTPointer size = new SizeTPointer(1)) {
            BytePointer data = av_packet_get_side_data(packet, AV_PKT_DATA_NEW_EXTRADATA, size);
            if (data == null || data.isNull()) {
                return video;
            }
            ByteBuffer headers = VideoProbe.bytes(data, size.get());
            return headers.equals(video.extradata()) ? video : video.withExtradata(headers);
        }
    }

    private CodedVideo resized(CodedVideo video) {
        AVCodecParserContext parser = av_stream_get_parser(stream);
        if (parser == null || parser.isNull() || parser.width() <= 0 || parser.height() <= 0) {
            return video;
        }
        boolean first = width == 0;
        boolean same = parser.width() == width && parser.height() == height;
        width = parser.width();
        height = parser.height();
        return first || same ? video : video.resized(width, height);
    }
}
