package dev.telltale.ingest.fault;

import dev.telltale.ingest.source.TestSender;
import dev.telltale.ingest.source.rtmp.PlayedRtmp;
import dev.telltale.ingest.source.rtsp.PlayedRtsp;
import dev.telltale.testing.live.PlayedHttp;
import dev.telltale.vision.media.TestFfmpeg;
import dev.telltale.vision.media.TestVideo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A kind of source.
 *
 * @param name for people
 * @param clip makes the clip of a second that is sent, in a folder; skips the test where nothing here can make it
 * @param peer makes whoever sends a clip
 * @param pace how often it is tried
 */
record Kind(String name, Making clip, Opening peer, Pace pace) {
    /** All that are tried. */
    static final List<Kind> ALL = List.of(new Kind("rtsp", Kind::mp4, Kind::rtsp, Pace.AT_HAND),
            new Kind("rtmp", Kind::flv, Kind::rtmp, Pace.AT_HAND),
            new Kind("http", Kind::ts, Kind::http, Pace.AT_HAND),
            new Kind("hls", Kind::ts, Kind::hls, Pace.AT_HAND),
            new Kind("ws+listen", Kind::webm, Kind::webSocketPush, Pace.AT_HAND),
            new Kind("rtmp+listen", Kind::flv, Kind::rtmpPush, Pace.BY_PROCESS),
            new Kind("rtsp+listen", Kind::flv, Kind::rtspPush, Pace.BY_PROCESS),
            new Kind("udp", Kind::flv, Kind::udp, Pace.BY_SILENCE),
            new Kind("srt+listen", Kind::flvForSrt, Kind::srtPush, Pace.BY_SILENCE));

    private static final Duration CLIP = Duration.ofSeconds(1);
    private static final double AT_ONCE = 1e6;
    private static final String PICTURES = "-f lavfi -i testsrc2=s=320x240:r=25:d=1 -g 5 ";

    /** Makes a clip. */
    @FunctionalInterface
    interface Making {
        Path apply(Path folder) throws Exception;
    }

    /** Makes the other end. */
    @FunctionalInterface
    interface Opening {
        Peer open(Path clip) throws Exception;
    }

    /** The kind of a name. */
    static Kind named(String name) {
        return ALL.stream().filter(kind -> kind.name.equals(name)).findFirst().orElseThrow();
    }

    private static Path mp4(Path folder) {
        return TestVideo.of(1).gop(5).write(folder.resolve("clip.mp4"));
    }

    private static Path ts(Path folder) {
        return TestVideo.of(1).codec("mpeg2video").gop(5).write(folder.resolve("clip.ts"));
    }

    private static Path flv(Path folder) {
        return TestFfmpeg.make(folder.resolve("clip.flv"), PICTURES + "-c:v libx264 -preset ultrafast");
    }

    private static Path flvForSrt(Path folder) throws Exception {
        TestSender.assumeProtocol("srt");
        return flv(folder);
    }

    private static Path webm(Path folder) {
        return TestFfmpeg.make(folder.resolve("clip.webm"),
                PICTURES + "-c:v libvpx -deadline realtime -cpu-used 8 -f webm -live 1");
    }

    private static Peer rtsp(Path clip) throws Exception {
        return Player.relayed(new PlayedRtsp(clip, AT_ONCE, Kind::anybody), clip, "rtsp", "/live");
    }

    private static Peer rtmp(Path clip) throws Exception {
        return Player.relayed(new PlayedRtmp(clip, AT_ONCE, Kind::anybody), clip, "rtmp", "/live/film");
    }

    private static Peer http(Path clip) throws Exception {
        return Player.relayed(new PlayedHttp(clip, CLIP, AT_ONCE, Kind::anybody), clip, "http", "/live.ts");
    }

    private static Peer hls(Path clip) throws Exception {
        return Player.behind(new PlayedHls(clip), "http", PlayedHls.PATH);
    }

    private static Peer webSocketPush(Path clip) throws Exception {
        return new WebSocketPusher(place(), clip).begin();
    }

    private static Peer rtmpPush(Path clip) throws Exception {
        String place = place();
        return new FfmpegPusher("rtmp+listen://" + place, clip, "-f flv rtmp://" + place + "/" + Pusher.KEY, true)
                .begin();
    }

    private static Peer rtspPush(Path clip) throws Exception {
        String place = place();
        return new FfmpegPusher("rtsp+listen://" + place, clip,
                "-f rtsp -rtsp_transport tcp rtsp://" + place + "/" + Pusher.KEY, true).begin();
    }

    private static Peer udp(Path clip) throws Exception {
        String source = "udp://127.0.0.1:" + TestSender.freeUdpPort();
        return new FfmpegPusher(source, clip, "-f mpegts " + source + "?pkt_size=1316", false).begin();
    }

    private static Peer srtPush(Path clip) throws Exception {
        String place = "127.0.0.1:" + TestSender.freeUdpPort();
        return new FfmpegPusher("srt+listen://" + place, clip,
                "-f mpegts srt://" + place + "?passphrase=" + Pusher.KEY, false).begin();
    }

    private static String place() throws IOException {
        return "127.0.0.1:" + TestSender.freePort() + "/live/again";
    }

    private static boolean anybody(int guest) {
        return guest >= 0;
    }
}
