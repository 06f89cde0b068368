package dev.telltale.local.detect;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What can be said of a whole file.
 *
 * @param word the answer
 * @param reason why: how many of its faces decide, and the reason of the first of these
 */
record FileJudge(VerdictWord word, String reason) {
    /** Judges a file by its faces, its alerts and how much of it could be seen. */
    static FileJudge of(List<JudgedFace> faces, List<AlertDocument> alerts, double coverage,
            Optional<String> failure) {
        if (!alerts.isEmpty()) {
            AlertDocument first = alerts.get(0);
            return new FileJudge(VerdictWord.MANIPULATED, "%s opened at %.1f s%s, since %.1f s".formatted(
                    alerts.size() == 1 ? "an alert" : alerts.size() + " alerts, the first", first.openedSeconds(),
                    on(first.tracks(), faces.size()), first.sinceSeconds()));
        }
        List<JudgedFace> suspicious = only(faces, face -> face.judge().word() == VerdictWord.SUSPICIOUS);
        if (!suspicious.isEmpty()) {
            return decided(VerdictWord.SUSPICIOUS, suspicious, faces.size());
        }
        if (failure.isPresent()) {
            return new FileJudge(VerdictWord.INCONCLUSIVE, failure.get());
        }
        if (coverage < TrackJudge.ENOUGH) {
            return new FileJudge(VerdictWord.INCONCLUSIVE,
                    "only %.0f %% of the file could be decoded".formatted(100 * coverage));
        }
        if (faces.isEmpty()) {
            return new FileJudge(VerdictWord.INCONCLUSIVE, "no face in the picture");
        }
        return ofJudgedWindows(faces);
    }

    private static FileJudge ofJudgedWindows(List<JudgedFace> faces) {
        int seen = faces.stream().mapToInt(face -> face.judge().seen()).sum();
        int judged = faces.stream().mapToInt(face -> face.judge().judged()).sum();
        if (judged == 0 || judged < TrackJudge.ENOUGH * seen) {
            return new FileJudge(VerdictWord.INCONCLUSIVE, faces.size() == 1
                    ? faces.get(0).judge().reason()
                    : "%d faces, only %d of their %d windows judged".formatted(faces.size(), judged, seen));
        }
        // A face that no detector could judge, a passer-by for example, does not decide; the share above counts it.
        List<JudgedFace> unsure = only(faces,
                face -> face.judge().judged() > 0 && face.judge().word() != VerdictWord.AUTHENTIC);
        if (!unsure.isEmpty()) {
            return decided(VerdictWord.INCONCLUSIVE, unsure, faces.size());
        }
        return new FileJudge(VerdictWord.AUTHENTIC, faces.size() == 1
                ? faces.get(0).judge().reason()
                : "%d faces, %d of their %d windows judged, none looks synthetic".formatted(faces.size(), judged,
                        seen));
    }

    /** Of a file with one face there is nothing to tell apart. */
    private static FileJudge decided(VerdictWord word, List<JudgedFace> deciding, int faces) {
        JudgedFace first = deciding.get(0);
        String reason = first.judge().reason();
        if (faces == 1) {
            return new FileJudge(word, reason);
        }
        if (deciding.size() == faces && deciding.stream().allMatch(face -> face.judge().reason().equals(reason))) {
            return new FileJudge(word, "each of %d faces: %s".formatted(faces, reason));
        }
        return new FileJudge(word, "%d of %d faces %s %s; face %d: %s".formatted(deciding.size(), faces,
                deciding.size() == 1 ? "is" : "are", word.word(), first.track(), reason));
    }

    private static List<JudgedFace> only(List<JudgedFace> faces, Predicate<JudgedFace> wanted) {
        return faces.stream().filter(wanted).toList();
    }

    private static String on(List<Integer> tracks, int faces) {
        return tracks.isEmpty()
                ? ""
                : (tracks.size() == 1 ? " on face " : " on faces ") + listed(tracks)
                        + (faces > tracks.size() ? " of " + faces : "");
    }

    private static String listed(List<Integer> tracks) {
        return tracks.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /**
     * A face of the file.
     *
     * @param track its number
     * @param judge what can be said of it
     */
    record JudgedFace(int track, TrackJudge judge) {}
}
