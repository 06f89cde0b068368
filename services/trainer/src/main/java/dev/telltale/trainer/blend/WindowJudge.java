package dev.telltale.trainer.blend;

import dev.telltale.detectors.inference.Model;
import dev.telltale.detectors.score.FrameDetector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges windows exactly as serving does. */
final class WindowJudge {
    private WindowJudge() {}

    /** Every window of these faces once; stills are left out, they are no windows of video. */
    static List<JudgedWindow> judge(Model model, String set, List<LabelledFace> faces) {
        Map<String, List<LabelledFace>> windows = new LinkedHashMap<>();
        faces.stream().filter(face -> !BlendBatches.isStill(face))
                .forEach(face -> windows.computeIfAbsent(face.window(), name -> new ArrayList<>()).add(face));
        List<JudgedWindow> judged = new ArrayList<>();
        try (FrameDetector detector = new FrameDetector(model)) {
            windows.forEach((name, frames) -> {
                double mean = frames.stream().mapToDouble(face -> detector.logit(face.frame())).average().orElseThrow();
                judged.add(new JudgedWindow(set, frames.getFirst().from(), name, frames.size(), mean));
            });
        }
        return judged;
    }
}
