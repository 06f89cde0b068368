package dev.telltale.local.cli;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

import java.util.function.DoubleConsumer;

/** How far all files together are, with the time that is left; nothing where nobody looks. */
final class ProgressLine implements AutoCloseable {
    private static final int MILLIS = 1000;
    private static final int WIDTH = 80;
    private final double totalSeconds;
    private final @Nullable ProgressBar bar;
    private double doneSeconds;

    /** @param totalSeconds of all files; 0 where none of them tells */
    ProgressLine(double totalSeconds) {
        this.totalSeconds = totalSeconds;
        this.bar = Terminal.showsProgress()
                ? new ProgressBarBuilder().setTaskName("judging").setInitialMax(Math.round(MILLIS * totalSeconds))
                        .setUnit(" s of video", MILLIS)
                        .setStyle(Terminal.isUnicode() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                        .setMaxRenderedLength(WIDTH)
                        .setConsumer(new DelegatingProgressBarConsumer(ProgressLine::draw, WIDTH)).build()
                : null;
    }

    /** For one file: hears how many seconds of it are through. */
    DoubleConsumer file() {
        return new DoubleConsumer() {
            private double before;

            @Override
            public void accept(double seconds) {
                add(seconds - before);
                before = seconds;
            }
        };
    }

    private static void draw(String line) {
        System.err.print("\r" + line);
        System.err.flush();
    }

    /** Takes the line away, so that a result can stand in its place; it is drawn again below, with the next change. */
    synchronized void clear() {
        if (bar != null) {
            draw("\u001b[K");
        }
    }

    private synchronized void add(double seconds) {
        doneSeconds += seconds;
        if (bar != null && totalSeconds > 0) {
            bar.stepTo(Math.round(MILLIS * Math.min(totalSeconds, doneSeconds)));
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            clear();
        }
    }
}
