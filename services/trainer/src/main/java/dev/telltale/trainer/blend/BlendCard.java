package dev.telltale.trainer.blend;

import dev.telltale.trainer.loop.Outcome;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The model card of blend-lite. */
record BlendCard(BlendRecipe recipe, BlendData data, Outcome outcome, BlendReport report) {
    String text() {
        return """
                **For research only: part of the training data is for non-commercial use, and most clips come without a licence.**

                # blend-lite %s

                Tells synthetic or manipulated faces from genuine ones, frame by frame, on a CPU: MobileNetV1 at half width on 160 x 160 pixels (0.15 GFLOP a
                frame), read at three depths, with a map of the blending boundary. A window's score is the mean of its frames' logits. It is a beginning: a weak
                witness whose opinion counts for little alone, as the figures below say.

                ## Training
                %d steps of %d crops (best validation at step %d), AdamW at %s with warm-up and cosine, moving average of the weights, seed %d. The trunk starts
                from ImageNet weights. %.0f %% of the draws are genuine faces with forgeries synthesised of them (self-blended, %.0f %% cross-blended), half of
                them stills, half frames of genuine clips; the others are pairs of a genuine and a forged frame of clips, evenly over persons and generators.
                All go through the same kinds of degradation. The loss is cross-entropy of the logit and, where it is known, of the boundary (weight %s).

                | part | genuine stills | genuine clips | forged clips | generators |
                | --- | --- | --- | --- | --- |
                %s
                No person, and no page that clips were taken from, is on two sides. *kindred* are clips from the pages, of the persons or by the generators
                of `data/clips`: neither learned from nor tested on.

                ## Measured
                Area under the ROC curve with 95 %% bootstrap intervals over persons (over clips for `data/clips`). The held-out part also chose the best step and
                the calibration, so its figures are somewhat flattering; `data/clips` chose nothing.

                | what | AUC [95 %%] |
                | --- | --- |
                %s
                Clips of `data/clips`, mean log-likelihood ratio of a face over its windows (above 0: synthetic):

                | clip | truth | generator | llr |
                | --- | --- | --- | --- |
                %s
                ## Calibration
                Platt on the windows of held-out clips: llr = %.4f logit + %.4f. Log-likelihood ratios of *genuine* windows:

                | set | windows | mean | deviation | median | 95 %% | 99 %% | highest |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                %s
                ## Where it fails
                - Generators it has not seen, above all those that render whole heads well, and strong compression.
                - A few persons and pages per generator: the figures say that it works on such material, not how well it generalises.
                - Footage that is graded, filtered, upscaled or captioned looks synthetic to it now and then; look at the genuine rows above before setting thresholds.
                - Skin tone, age and sex are not balanced in the training data; celebrities and young adults dominate.
                """
                .formatted(recipe.version(), outcome.steps(), recipe.loop().batch(), outcome.bestStep(),
                        recipe.loop().learningRate(), recipe.loop().seed(), 100 * recipe.twinShare(),
                        100 * recipe.crossShare(), recipe.mapWeight(), parts(), areas(), clips(), report.platt().a(),
                        report.platt().b(),
                        report.genuine().stream().map(GenuineStatistics::row).collect(Collectors.joining()));
    }

    private String parts() {
        PersonSplit split = data.split();
        return part("training", split.training()) + part("held-out", split.heldOut())
                + part("kindred", split.kindred()) + part("test (data/clips)", split.test());
    }

    private static String part(String name, List<LabelledFace> faces) {
        long stills = faces.stream().filter(BlendBatches::isStill).count();
        long genuine = files(faces.stream().filter(f -> !BlendBatches.isStill(f) && !f.from().forged()).toList());
        List<LabelledFace> forged = faces.stream().filter(f -> f.from().forged()).toList();
        long generators = forged.stream().map(f -> f.from().method()).distinct().count();
        return String.format(Locale.ROOT, "| %s | %d | %d | %d | %d |%n", name, stills, genuine, files(forged),
                generators);
    }

    private static long files(List<LabelledFace> faces) {
        return faces.stream().map(face -> face.from().file()).distinct().count();
    }

    private String areas() {
        return report.areas().entrySet().stream().map(area -> "| " + area.getKey() + " | " + area.getValue() + " |\n")
                .collect(Collectors.joining());
    }

    private String clips() {
        return BlendReport.perClip(report.of(BlendReport.TEST)).stream()
                .map(clip -> String.format(Locale.ROOT, "| %s | %s | %s | %.2f |%n", clip.from().file(),
                        clip.forged() ? "fake" : "real", clip.forged() ? clip.from().generator() : "-",
                        report.platt().llr(clip.logit())))
                .sorted().collect(Collectors.joining());
    }
}
