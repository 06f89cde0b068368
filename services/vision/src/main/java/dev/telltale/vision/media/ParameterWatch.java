package dev.telltale.vision.media;

import dev.telltale.vision.media.Vp9Header.Size;

import org.bytedeco.ffmpeg.avcodec.AVCodecParserContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;

import java.nio.ByteBuffer;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_NEW_EXTRADATA;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_stream_get_parser;

/**
 * Notices that codec, size or headers change in the middle of a stream. Containers that announce it do so as side data of a
 * packet; in transport streams only the parser, which reads the headers inside the packets, sees another size, and of VP9 nobody.
 */
final class ParameterWatch {
    private static final Size UNKNOWN = new Size(0, 0);

    private final AVStream stream;
    private final int codec;
    private Size size = UNKNOWN;

    ParameterWatch(AVStream stream) {
        this.stream = stream;
        this.codec = stream.codecpar().codec_id();
    }

    /** Returns the same object while nothing has changed, else what holds from this packet on. */
    CodedVideo update(CodedVideo video, AVPacket packet) {
        CodedVideo now = withHeaders(withCodec(video), packet);
        // Only where decoding can begin can an epoch begin. VP9 and AV1 change the size elsewhere too, for a while, to save bits;
        // the decoder scales such pictures.
        return (packet.flags() & AV_PKT_FLAG_KEY) == 0 ? now : resized(now, packet);
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

    private CodedVideo resized(CodedVideo video, AVPacket packet) {
        Size now = size(video, packet);
        if (now.width() <= 0 || now.height() <= 0) {
            return video;
        }
        boolean first = size.width() == 0;
        boolean same = now.equals(size);
        size = now;
        return same || (first && !Shown.scales(video)) ? video : video.resized(now.width(), now.height());
    }

    private Size size(CodedVideo video, AVPacket packet) {
        if (video.codec().equals("vp9")) {
            return Vp9Header.keyFrameSize(packet.data().capacity(packet.size()).asByteBuffer()).orElse(UNKNOWN);
        }
        AVCodecParserContext parser = av_stream_get_parser(stream);
        return parser == null || parser.isNull() ? UNKNOWN : new Size(parser.width(), parser.height());
    }
}
