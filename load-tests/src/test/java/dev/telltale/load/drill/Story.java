package dev.telltale.load.drill;

import dev.telltale.schemas.Alert;
import dev.telltale.schemas.Verdict;
import dev.telltale.schemas.WindowMark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the log says of a stream, without the names that differ from run to run: epochs are numbered in their order, ids left out.
 *
 * @param marks by epoch and window
 * @param verdicts by epoch, window and track
 * @param alerts by episode and transition
 */
record Story(Map<String, String> marks, Map<String, String> verdicts, Map<String, String> alerts) {

    static Story of(List<WindowMark> marks, List<Verdict> verdicts, List<Alert> alerts) {
        List<String> epochs = marks.stream().map(WindowMark::getEpoch).distinct().sorted().toList();
        List<String> episodes = alerts.stream().map(Alert::getAlert).distinct().toList();
        Map<String, String> told = new LinkedHashMap<>();
        marks.forEach(mark -> put(told, epochs.indexOf(mark.getEpoch()) + "/" + mark.getWindow(),
                mark.getAuthor() + " " + mark.getReason() + " " + mark.getFrames() + " " + mark.getDecodeErrors() + " "
                        + mark.getTracks()));
        Map<String, String> judged = new LinkedHashMap<>();
        verdicts.forEach(verdict -> put(judged,
                epochs.indexOf(verdict.getEpoch()) + "/" + verdict.getWindow() + "/" + verdict.getTrack(),
                verdict.getLlr() + " " + verdict.getQuality() + " " + verdict.getPartial() + " " + verdict.getMissing()
                        + " "
                        + verdict.getTrackEvidence() + " " + verdict.getStreamEvidence() + " " + verdict.getBox()));
        Map<String, String> raised = new LinkedHashMap<>();
        alerts.forEach(alert -> put(raised, episodes.indexOf(alert.getAlert()) + ":" + alert.getSequence(),
                alert.getTransition() + " " + epochs.indexOf(alert.getEpoch()) + "/" + alert.getWindow() + " "
                        + alert.getTrigger() + " "
                        + alert.getSince() + " " + alert.getAt() + " " + alert.getFakeProbability() + " "
                        + alert.getPeakEvidence() + " "
                        + alert.getPartial() + " " + alert.getCloseReason() + " " + alert.getAppearances().size()));
        return new Story(told, judged, raised);
    }

    /** Keys that were written more than once would hide in a map. */
    private static void put(Map<String, String> told, String key, String value) {
        String free = key;
        for (int i = 2; told.containsKey(free); i++) {
            free = key + " again " + i;
        }
        told.put(free, value);
    }

    /** The keys at which two stories differ. */
    static List<String> differences(Map<String, String> one, Map<String, String> other) {
        List<String> found = new ArrayList<>();
        one.forEach((key, value) -> {
            if (!value.equals(other.get(key))) {
                found.add(key + ": " + value + " <> " + other.get(key));
            }
        });
        other.keySet().stream().filter(key -> !one.containsKey(key))
                .forEach(key -> found.add(key + ": only in the second"));
        return found;
    }
}
