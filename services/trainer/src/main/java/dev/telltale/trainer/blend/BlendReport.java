package dev.telltale.trainer.blend;

import dev.telltale.detectors.calibration.Platt;
import dev.telltale.detectors.calibration.PlattFit;
import dev.telltale.detectors.inference.Model;
import dev.telltale.trainer.evaluation.Auc;
import dev.telltale.trainer.evaluation.Bootstrap;
import dev.telltale.trainer.evaluation.Interval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was measured.
 *
 * @param windows every judged window
 * @param platt fitted on the held-out ones
 * @param twins held-out stills and forgeries synthesised of them: their area under the curve
 * @param unseen generators of held-out clips of which training had none
 */
record BlendReport(List<JudgedWindow> windows, Platt platt, Interval twins, Set<String> unseen) {
    static final String HELD_OUT = "held-out";
    static final String KINDRED = "kindred";
    static final String TEST = "test";

    static BlendReport measure(Model model, BlendData data) {
        List<JudgedWindow> windows = new ArrayList<>();
        windows.addAll(WindowJudge.judge(model, HELD_OUT, data.split().heldOut()));
        windows.addAll(WindowJudge.judge(model, KINDRED, data.split().kindred()));
        windows.addAll(WindowJudge.judge(model, TEST, data.split().test()));
        Set<String> unseen = methods(data.split().heldOut());
        unseen.removeAll(methods(data.split().training()));
        return new BlendReport(windows, platt(windows), TwinsFigure.of(model, data.heldOut()), unseen);
    }

    /** All areas under the curve that can be computed, by what they are of. */
    Map<String, Interval> areas() {
        Map<String, Interval> areas = new LinkedHashMap<>();
        areas.put("held-out stills: synthesised against genuine, per crop", twins);
        List<JudgedWindow> heldOut = of(HELD_OUT);
        areas.put("held-out clips, per window", area(heldOut, true));
        areas.put("held-out clips, per clip", area(perClip(heldOut), true));
        areas.put("held-out clips, generators without any training clip, per clip", area(perClip(heldOut.stream()
                .filter(window -> !window.forged() || unseen.contains(window.from().method())).toList()), true));
        areas.put("data/clips, per window", area(of(TEST), false));
        areas.put("data/clips, per clip and face", area(perClip(of(TEST)), false));
        return areas;
    }

    /** Ratios of genuine windows, by set. */
    List<GenuineStatistics> genuine() {
        List<GenuineStatistics> statistics = new ArrayList<>();
        for (String set : List.of(HELD_OUT, KINDRED, TEST)) {
            double[] ratios = of(set).stream().filter(window -> !window.forged())
                    .mapToDouble(window -> platt.llr(window.logit())).toArray();
            if (ratios.length > 0) {
                statistics.add(GenuineStatistics.of(set, ratios));
            }
        }
        return statistics;
    }

    List<JudgedWindow> of(String set) {
        return windows.stream().filter(window -> window.set().equals(set)).toList();
    }

    /** Mean logit of each clip's face. */
    static List<JudgedWindow> perClip(List<JudgedWindow> windows) {
        return windows.stream()
                .collect(Collectors.groupingBy(JudgedWindow::clip, LinkedHashMap::new, Collectors.toList()))
                .values().stream().map(of -> new JudgedWindow(of.getFirst().set(), of.getFirst().from(),
                        of.getFirst().clip(), of.stream().mapToInt(JudgedWindow::frames).sum(),
                        of.stream().mapToDouble(JudgedWindow::logit).average().orElseThrow()))
                .toList();
    }

    /** Every judged window as a row. */
    String csv() {
        StringBuilder csv = new StringBuilder("set,dataset,file,window,label,generator,frames,logit,llr\n");
        for (JudgedWindow window : windows) {
            csv.append(String.format(Locale.ROOT, "%s,%s,%s,%s,%s,%s,%d,%.5f,%.5f%n", window.set(),
                    window.from().dataset(), window.from().file(), window.window(), window.forged() ? "fake" : "real",
                    window.from().generator().replace(",", ";"), window.frames(), window.logit(),
                    platt.llr(window.logit())));
        }
        return csv.toString();
    }

    /** The areas and the spread of genuine ratios as a table. */
    String summaryCsv() {
        StringBuilder csv = new StringBuilder("figure,value,low,high\n");
        areas().forEach((name, area) -> csv.append(String.format(Locale.ROOT, "\"AUC %s\",%.4f,%.4f,%.4f%n", name,
                area.value(), area.low(), area.high())));
        return csv.toString();
    }

    private static Interval area(List<JudgedWindow> windows, boolean byPerson) {
        return Bootstrap.of(windows, window -> byPerson ? window.from().identity() : window.from().file(),
                some -> Auc.of(some, JudgedWindow::logit, JudgedWindow::forged));
    }

    private static Platt platt(List<JudgedWindow> windows) {
        List<JudgedWindow> heldOut = windows.stream().filter(window -> window.set().equals(HELD_OUT)).toList();
        double[] logits = heldOut.stream().mapToDouble(JudgedWindow::logit).toArray();
        boolean[] forged = new boolean[logits.length];
        for (int i = 0; i < forged.length; i++) {
            forged[i] = heldOut.get(i).forged();
        }
        try {
            return PlattFit.fit(logits, forged);
        } catch (IllegalArgumentException unusable) {
            throw new IllegalArgumentException(
                    "the network has not learnt enough to be calibrated on the held-out faces ("
                            + unusable.getMessage() + "): more steps or more data are needed, the checkpoint is kept",
                    unusable);
        }
    }

    private static Set<String> methods(List<LabelledFace> faces) {
        return faces.stream().filter(face -> face.from().forged()).map(face -> face.from().method())
                .collect(Collectors.toSet());
    }
}
