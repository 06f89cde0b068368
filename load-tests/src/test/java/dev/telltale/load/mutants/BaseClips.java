package dev.telltale.load.mutants;

import dev.telltale.local.sample.SampleClip;
import dev.telltale.vision.media.TestFfmpeg;
import dev.telltale.vision.media.TestVideo;

import org.opentest4j.TestAbortedException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Two seconds of a face in every container and codec that can be made here, small, so that many can be looked at. */
final class BaseClips {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int FRAMES_PER_SECOND = 12;
    private static final Duration LENGTH = Duration.ofSeconds(2);
    /** File and ffmpeg's arguments. */
    private static final List<String> KINDS = List.of(
            "h264.mp4 -c:v libx264 -preset veryfast -bf 2 -g 12",
            "h264-fragments.mp4 -c:v libx264 -preset veryfast -bf 2 -g 12 -movflags frag_keyframe+empty_moov",
            "h264.mkv -c:v libx264 -preset veryfast -bf 2 -g 12",
            "h264.ts -c:v libx264 -preset veryfast -bf 2 -g 12",
            "h264.flv -c:v libx264 -preset veryfast -bf 2 -g 12",
            "h264-10bit.mov -c:v libx264 -preset veryfast -pix_fmt yuv422p10le -g 12 -movflags faststart",
            "h264-fields.ts -c:v libx264 -preset veryfast -flags +ildct+ilme -g 12",
            "hevc.mp4 -c:v libx265 -x265-params log-level=error:keyint=12 -preset veryfast -movflags faststart",
            "hevc.ts -c:v libx265 -x265-params log-level=error:keyint=12 -preset veryfast",
            "hevc-10bit.mkv -c:v libx265 -x265-params log-level=error -preset veryfast -pix_fmt yuv420p10le",
            "av1.mp4 -c:v libaom-av1 -usage realtime -cpu-used 8 -g 12 -movflags faststart",
            "av1.webm -c:v libaom-av1 -usage realtime -cpu-used 8 -g 12",
            "vp8.webm -c:v libvpx -deadline realtime -b:v 300k -g 12",
            "vp9.webm -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 300k -g 12",
            "mpeg2.ts -c:v mpeg2video -r 25 -bf 2 -g 12",
            "mpeg2.mpg -c:v mpeg2video -r 25 -bf 2 -g 12",
            "mpeg2-fields.m2v -c:v mpeg2video -r 25 -flags +ildct+ilme -g 12",
            "mpeg1.mpg -c:v mpeg1video -r 25 -bf 2 -g 12",
            "mpeg4.avi -c:v mpeg4 -bf 2 -g 12",
            "mpeg4.mp4 -c:v mpeg4 -bf 2 -g 12 -movflags faststart",
            "mjpeg.avi -c:v mjpeg",
            "mjpeg.mov -c:v mjpeg -movflags faststart",
            "flv1.flv -c:v flv -g 12",
            "msmpeg4.avi -c:v msmpeg4 -g 12",
            "prores.mov -c:v prores -movflags faststart",
            "dnxhr.mov -c:v dnxhd -profile:v dnxhr_lb -pix_fmt yuv422p -movflags faststart",
            "ffv1.mkv -c:v ffv1");
    /** What the encoders of the jar make, where there is no command line. */
    private static final List<String> OWN = List.of("mpeg4.mp4", "mpeg4.mkv", "mpeg2video.ts", "mpeg4.avi",
            "mjpeg.mov", "flv.flv");

    private BaseClips() {}

    /** Makes them in a folder; says of each kind that is missing why. */
    static List<Path> in(Path folder) {
        Path sample = folder.resolve("sample.mp4");
        SampleClip.write(sample, WIDTH, HEIGHT, FRAMES_PER_SECOND, LENGTH);
        List<Path> made = new ArrayList<>();
        for (String kind : KINDS) {
            int blank = kind.indexOf(' ');
            try {
                made.add(TestFfmpeg.make(folder.resolve(kind.substring(0, blank)),
                        "-i " + sample + " -an" + kind.substring(blank)));
            } catch (TestAbortedException absent) {
                System.out.println("mutants without " + kind.substring(0, blank) + ": " + absent.getMessage());
            }
        }
        if (made.isEmpty()) {
            OWN.forEach(name -> made.add(TestVideo.of(2).codec(name.substring(0, name.indexOf('.'))).gop(12)
                    .write(folder.resolve(name))));
        }
        return made;
    }
}
