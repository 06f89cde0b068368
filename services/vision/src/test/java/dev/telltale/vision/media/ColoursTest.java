package dev.telltale.vision.media;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A colour chart, brought by zimg (zscale) into the colours of cameras, studios and browsers and packed by the command line's
 * encoders, comes out as 8-bit BT.709: every patch within the tolerance, of 255.
 */
class ColoursTest {
    private static final int FRAMES = 6;
    private static final String UNTAGGED = "unsaid";

    @TempDir
    Path folder;

    /** Columns: size; what zscale makes of BT.709 (primaries, transfer, matrix, range); whether it is told; pixels; encoder; file; tolerance. */
    @ParameterizedTest(name = "{0} {1} {2}/{3}/{4}/{5} {6} {7} {8} {9}")
    @CsvSource(delimiter = '|', textBlock = """
            HD             | 128x64   | bt709     | bt709        | bt709     | limited | told   | yuv420p     | libx264 -qp 8                              | mp4  | 5
            screen capture | 128x64   | bt709     | bt709        | bt709     | full    | told   | yuv420p     | libx264 -qp 8                              | mp4  | 5
            HD, silent     | 1280x720 | bt709     | bt709        | bt709     | limited | unsaid | yuv420p     | libx264 -qp 8 -preset ultrafast            | ts   | 5
            film, silent   | 1280x544 | bt709     | bt709        | bt709     | limited | unsaid | yuv420p     | libx264 -qp 8 -preset ultrafast            | mkv  | 5
            SD, silent     | 128x64   | bt709     | bt709        | smpte170m | limited | unsaid | yuv420p     | libx264 -qp 8                              | ts   | 5
            SD 525         | 128x64   | smpte170m | smpte170m    | smpte170m | limited | told   | yuv422p     | mpeg2video -q:v 2                          | ts   | 6
            SD 625         | 128x64   | bt470bg   | bt709        | bt470bg   | limited | told   | yuv420p     | libx264 -qp 8                              | ts   | 5
            studio 709     | 128x64   | bt709     | bt709        | bt709     | limited | told   | yuv422p10le | libx264 -qp 8                              | ts   | 5
            telephone P3   | 128x64   | smpte432  | bt709        | bt709     | full    | told   | yuv420p     | libx265 -x265-params log-level=error:qp=8  | mov  | 6
            UHD SDR        | 128x64   | bt2020    | 2020_10      | 2020_ncl  | limited | told   | yuv420p10le | libx265 -x265-params log-level=error:qp=8  | ts   | 5
            HLG            | 128x64   | bt2020    | arib-std-b67 | 2020_ncl  | limited | told   | yuv422p10le | libx265 -x265-params log-level=error:qp=8  | ts   | 6
            HLG            | 128x64   | bt2020    | arib-std-b67 | 2020_ncl  | limited | told   | yuv420p     | libx264 -qp 4                              | mp4  | 9
            HLG, full      | 128x64   | bt2020    | arib-std-b67 | 2020_ncl  | full    | told   | yuv420p10le | libx265 -x265-params log-level=error:qp=8  | mkv  | 6
            HLG            | 128x64   | bt2020    | arib-std-b67 | 2020_ncl  | limited | told   | yuv420p10le | libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 2M | webm | 8
            HLG            | 128x64   | bt2020    | arib-std-b67 | 2020_ncl  | limited | told   | yuv422p10le | prores_ks                                  | mov  | 6
            HLG            | 128x64   | bt2020    | arib-std-b67 | 2020_ncl  | limited | told   | yuv420p10le | libaom-av1 -cpu-used 8 -crf 10             | mp4  | 8
            PQ             | 128x64   | bt2020    | smpte2084    | 2020_ncl  | limited | told   | yuv420p10le | libx265 -x265-params log-level=error:qp=4  | mp4  | 7
            PQ, 4:4:4      | 128x64   | bt2020    | smpte2084    | 2020_ncl  | limited | told   | yuv444p12le | libx265 -x265-params log-level=error:qp=4  | mkv  | 6
            webcam         | 128x64   | bt709     | bt709        | smpte170m | full    | told   | yuvj422p    | mjpeg -q:v 1                               | avi  | 5
            browser        | 128x64   | bt709     | bt709        | smpte170m | limited | told   | yuv420p     | libvpx -b:v 2M -deadline realtime          | webm | 8
            browser        | 128x64   | bt709     | bt709        | bt709     | limited | told   | yuv420p     | libvpx-vp9 -b:v 2M -deadline realtime -cpu-used 8 | webm | 8
            """)
    void shouldShowTheChart(String name, String size, String primaries, String transfer, String matrix, String range,
            String told, String pixels, String encoder, String container, int tolerance) throws Exception {
        // Given
        String[] sides = size.split("x", 2);
        Path raw = ColourChart.write(folder.resolve("chart.rgb"), Integer.parseInt(sides[0]),
                Integer.parseInt(sides[1]));
        String filter = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=gbr:range=pc,format=gbrp,zscale=p="
                + primaries + ":t=" + transfer + ":m=" + matrix + ":r=" + range + ":npl=203:agamma=false,format="
                + pixels
                + (told.equals(UNTAGGED)
                        ? ",setparams=color_primaries=unknown:color_trc=unknown:colorspace=unknown:range=unknown"
                        : "");
        Path clip = TestFfmpeg.make(folder.resolve("chart." + container), "-f rawvideo -pix_fmt rgb24 -s " + size
                + " -r 25 -i " + raw + " -vf " + filter + ",loop=" + (FRAMES - 1) + ":1 -c:v " + encoder);

        // When
        DecodeCounts counts = Clip.read(clip).decode(DecoderLimits.DEFAULT,
                // Then
                picture -> ColourChart.check(picture, tolerance));
        assertThat(counts).as(name).isEqualTo(new DecodeCounts(FRAMES, 0, 0, 0, 0));
    }
}
