package dev.telltale.trainer.landmarks;

import dev.telltale.trainer.evaluation.Interval;
import dev.telltale.trainer.loop.Outcome;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The model card of landmarks68. */
record LandmarkCard(LandmarkRecipe recipe, FaceSplit split, Outcome outcome, LandmarkReport report) {
    String text() {
        return """
                **For research only: part of the training data (HELEN and AFW with iBUG 300-W annotations) is for non-commercial use.**

                # landmarks68 %s

                68 landmarks (iBUG order) of one face in a crop of 112 x 112 pixels, and a logit that there is a face.
                A small MobileNetV2 that reads its points from two scales; trained from random weights by `telltale train landmarks68`.

                ## Training
                %d steps of %d crops (best validation at step %d), AdamW, moving average of the weights. Crops are cut as serving cuts them: the
                square round the last frame's landmarks or a detector's box, with their errors of place, size and tilt (up to 45 degrees), then mirrored,
                blurred, darkened, recompressed, partly covered. %.0f %% of the crops hold no face.

                | set | train | validation | test |
                | --- | --- | --- | --- |
                %s
                Divided by person (YouTube Faces) and by blocks of 24 neighbouring numbers (HELEN, AFW): nobody is on two sides, except that one person may
                occur in HELEN under distant numbers, which cannot be known.

                ## Measured
                Normalised mean error: mean distance of the 68 points over the distance of the outer eye corners; 95 %% bootstrap over groups.
                Held-out faces, undegraded, at a tracker's squares (a few per cent off). PFLD (published weights) on the same squares; it was trained on
                300-W, to which these HELEN and AFW pictures belong, so that column is no fair comparison there.

                | network, set | NME [95 %%] |
                | --- | --- |
                %s
                ## Where it fails
                - Points of video frames (YouTube Faces) were annotated semi-automatically; hidden jaw points are guesses, in training and in test.
                - Profiles beyond about 60 degrees, faces under 40 pixels and heavy occlusion were hardly trained and not measured.
                - The face logit was trained on background of the same photographs: it tells a lost track from a face, it is no face detector.
                - Age, sex and skin tone are not balanced; adults in the public eye dominate.
                """
                .formatted(recipe.version(), outcome.steps(), recipe.loop().batch(), outcome.bestStep(),
                        100 * recipe.noFaceShare(), sets(), measured());
    }

    private String sets() {
        return split.train().stream().map(AnnotatedFace::source).distinct().sorted()
                .map(source -> String.format(Locale.ROOT, "| %s | %d | %d | %d |%n", source,
                        count(split.train(), source), count(split.validation(), source), count(split.test(), source)))
                .collect(Collectors.joining());
    }

    private String measured() {
        Map<String, Interval> means = report.means();
        return means.entrySet().stream().map(entry -> "| " + entry.getKey() + " | " + entry.getValue() + " |\n")
                .collect(Collectors.joining());
    }

    private static long count(List<AnnotatedFace> faces, String source) {
        return faces.stream().filter(face -> face.source().equals(source)).count();
    }
}
