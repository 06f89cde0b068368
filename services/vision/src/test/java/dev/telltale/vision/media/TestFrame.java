package dev.telltale.vision.media;

import dev.telltale.vision.MediaTime;
import dev.telltale.vision.Picture;
import dev.telltale.vision.StillPicture;

import org.bytedeco.opencv.opencv_core.Mat;

import java.util.concurrent.atomic.AtomicInteger;

/** A still at a time; counts how many are open. */
public final class TestFrame implements Picture {
    private final StillPicture still;
    private final MediaTime time;
    private final AtomicInteger open;

    /** A square picture of R, G, B at so many microseconds. */
    public TestFrame(long micros, byte[] rgb, AtomicInteger open) {
        int side = (int) Math.sqrt(rgb.length / 3.0);
        this.still = StillPicture.ofRgb(side, side, rgb);
        this.time = new MediaTime(micros);
        this.open = open;
        open.incrementAndGet();
    }

    @Override
    public int width() {
        return still.width();
    }

    @Override
    public int height() {
        return still.height();
    }

    @Override
    public MediaTime time() {
        return time;
    }

    @Override
    public Luma luma() {
        return still.luma();
    }

    @Override
    public Mat rgb() {
        return still.rgb();
    }

    @Override
    public void close() {
        still.close();
        open.decrementAndGet();
    }
}
