package dev.telltale.local.cli;

import dev.telltale.local.detect.DetectDocument;
import dev.telltale.local.detect.TrackDocument;
import dev.telltale.local.detect.VerdictWord;
import dev.telltale.local.detect.WindowDocument;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A document as a person reads it. */
final class Summary {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int LONGEST_CURVE = 40;
    private final PrintWriter out;
    private final Ansi ansi;
    private final boolean unicode;

    Summary(PrintWriter out, Ansi ansi, boolean unicode) {
        this.out = out;
        this.ansi = ansi;
        this.unicode = unicode;
    }

    /** Prints it. */
    void print(DetectDocument document) {
        out.println(ansi.string("@|bold " + document.source() + "|@: " + coloured(document.verdict()))
                + probability(document.fakeProbability()));
        out.println("  " + document.reason());
        out.printf(Locale.ROOT, "  %.1f s, %.0f %% of it seen, %s%n", document.durationSeconds(),
                100 * document.coverage(), count(document.tracks().size()));
        for (TrackDocument track : document.tracks()) {
            out.printf(Locale.ROOT, "  face %-2d %5.1f-%.1f s at %d,%d (%d x %d): %s%s%n", track.track(),
                    track.startSeconds(),
                    track.endSeconds(), track.box().get(0), track.box().get(1), track.box().get(2), track.box().get(3),
                    ansi.string(coloured(track.verdict())), probability(track.fakeProbability()));
            // What was said of the whole file need not be said again of its only face.
            String reason = document.reason().endsWith(track.reason()) ? "" : " " + track.reason();
            out.println("          " + curve(track.windows()) + reason);
        }
        document.alerts().forEach(alert -> out.printf(Locale.ROOT,
                "  alert %s: since %.1f s, opened %.1f s, evidence %.1f of %.1f%s%n", alert.alert(),
                alert.sinceSeconds(),
                alert.openedSeconds(), alert.peakEvidence(), alert.threshold(),
                alert.provisional() ? " (provisional thresholds)" : ""));
        document.models().forEach((name, version) -> out.println("  by " + name + " "
                + version.replaceAll("(\\+[0-9a-f]{12})[0-9a-f]*", "$1")));
        out.flush();
    }

    private static String coloured(VerdictWord word) {
        return switch (word) {
            case MANIPULATED -> "@|bold,red manipulated|@";
            case SUSPICIOUS -> "@|bold,yellow suspicious|@";
            case AUTHENTIC -> "@|bold,green authentic|@";
            case INCONCLUSIVE -> "@|bold inconclusive|@";
        };
    }

    private static String probability(@Nullable Double probability) {
        return probability == null ? "" : String.format(Locale.ROOT, " (%.0f %% fake)", 100 * probability);
    }

    private static String count(int faces) {
        return faces == 0 ? "no face" : faces == 1 ? "1 face" : faces + " faces";
    }

    /** One character a window: how likely it looks synthetic; a dot where nobody had an opinion. */
    private String curve(List<WindowDocument> windows) {
        StringBuilder curve = new StringBuilder();
        for (WindowDocument window : windows.subList(0, Math.min(windows.size(), LONGEST_CURVE))) {
            Double probability = window.fakeProbability();
            if (probability == null) {
                curve.append('.');
            } else if (unicode) {
                curve.append(BARS.charAt((int) Math.min(BARS.length() - 1, probability * BARS.length())));
            } else {
                curve.append((char) ('0' + (int) Math.min(9, probability * 10)));
            }
        }
        return windows.size() > LONGEST_CURVE ? curve.append("...").toString() : curve.toString();
    }
}
