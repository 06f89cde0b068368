package dev.telltale.local.cli;

import dev.telltale.trainer.loop.Progress;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** Steps done, time left, loss and best figure on standard error; nothing where nobody looks. */
final class TrainingProgressBar implements Progress, AutoCloseable {
    private static final int WIDTH = 100;

    private final @Nullable ProgressBar bar;
    private String figure = "";

    TrainingProgressBar(String network, long steps) {
        bar = Terminal.showsProgress()
                ? new ProgressBarBuilder().setTaskName(network).setInitialMax(steps).setUnit(" steps", 1)
                        .setStyle(Terminal.isUnicode() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                        .setMaxRenderedLength(WIDTH).setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                        .build()
                : null;
    }

    @Override
    public void stepped(long step, double loss, double learningRate) {
        if (bar != null) {
            bar.stepTo(step);
            bar.setExtraMessage(String.format(Locale.ROOT, "loss %.3f%s", loss, figure));
        }
    }

    @Override
    public void validated(long step, double value, boolean best) {
        if (best) {
            figure = String.format(Locale.ROOT, ", validation %.4f", value);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
