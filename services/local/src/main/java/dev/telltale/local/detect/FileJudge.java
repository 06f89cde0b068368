package dev.telltale.local.detect;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What can be said of a whole file.
 *
 * @param word the answer
 * @param reason why
 */
record FileJudge(VerdictWord word, String reason) {
    /** Judges a file by its faces, its alerts and how much of it could be seen. */
    static FileJudge of(List<TrackDocument> tracks, List<TrackJudge> judges, List<AlertDocument> alerts,
            double coverage,
            Optional<String> failure) {
        if (!alerts.isEmpty()) {
            AlertDocument first = alerts.get(0);
            return new FileJudge(VerdictWord.MANIPULATED, "%s opened at %.1f s%s, since %.1f s".formatted(
                    alerts.size() == 1 ? "an alert" : alerts.size() + " alerts, the first", first.openedSeconds(),
                    faces(first.tracks()), first.sinceSeconds()));
        }
        for (int i = 0; i < tracks.size(); i++) {
            if (judges.get(i).word() == VerdictWord.SUSPICIOUS) {
                return new FileJudge(VerdictWord.SUSPICIOUS,
                        "face " + tracks.get(i).track() + ": " + judges.get(i).reason());
            }
        }
        if (failure.isPresent()) {
            return new FileJudge(VerdictWord.INCONCLUSIVE, failure.get());
        }
        if (coverage < TrackJudge.ENOUGH) {
            return new FileJudge(VerdictWord.INCONCLUSIVE,
                    "only %.0f %% of the file could be decoded".formatted(100 * coverage));
        }
        if (tracks.isEmpty()) {
            return new FileJudge(VerdictWord.INCONCLUSIVE, "no face in the picture");
        }
        return ofJudgedWindows(tracks, judges);
    }

    private static FileJudge ofJudgedWindows(List<TrackDocument> tracks, List<TrackJudge> judges) {
        int seen = judges.stream().mapToInt(TrackJudge::seen).sum();
        int judged = judges.stream().mapToInt(TrackJudge::judged).sum();
        String share = "%d of %d windows with a face judged".formatted(judged, seen);
        if (judged == 0 || judged < TrackJudge.ENOUGH * seen) {
            return new FileJudge(VerdictWord.INCONCLUSIVE, tracks.size() == 1 ? judges.get(0).reason() : share);
        }
        // A face that no detector could judge, a passer-by for example, does not decide; the share above counts it.
        return IntStream.range(0, tracks.size()).filter(i -> judges.get(i).judged() > 0)
                .filter(i -> judges.get(i).word() != VerdictWord.AUTHENTIC)
                .mapToObj(i -> new FileJudge(VerdictWord.INCONCLUSIVE,
                        "face " + tracks.get(i).track() + ": " + judges.get(i).reason()))
                .findFirst().orElseGet(() -> new FileJudge(VerdictWord.AUTHENTIC, share + ", none looks synthetic"));
    }

    private static String faces(List<Integer> tracks) {
        return tracks.isEmpty()
                ? ""
                : (tracks.size() == 1 ? " on face " : " on faces ")
                        + String.join(", ", tracks.stream().map(String::valueOf).toList());
    }
}
