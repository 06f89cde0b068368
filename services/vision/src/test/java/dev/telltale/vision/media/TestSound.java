package dev.telltale.vision.media;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

import java.nio.file.Path;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16LE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;

/** A container with a tenth of a second of silence and no video. */
final class TestSound {
    private static final int RATE = 48_000;

    private TestSound() {}

    static Path write(Path file) {
        try (TestMuxer muxer = TestMuxer.create(file, TestSound::describe)) {
            AVPacket packet = av_packet_alloc();
            TestMuxer.check("allocate a packet", av_new_packet(packet, RATE / 5));
            packet.pts(0).dts(0).duration(RATE / 10);
            TestMuxer.check("write a packet", av_interleaved_write_frame(muxer.context(), packet));
            av_packet_free(packet);
        }
        return file;
    }

    private static void describe(AVCodecParameters parameters) {
        parameters.codec_type(AVMEDIA_TYPE_AUDIO).codec_id(AV_CODEC_ID_PCM_S16LE).sample_rate(RATE)
                .format(AV_SAMPLE_FMT_S16)
                .bits_per_coded_sample(16).block_align(2);
        av_channel_layout_default(parameters.ch_layout(), 1);
    }
}
