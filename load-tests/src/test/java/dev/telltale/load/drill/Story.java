package dev.telltale.load.drill;

import dev.telltale.schemas.Alert;
import dev.telltale.schemas.Verdict;
import dev.telltale.schemas.WindowMark;

import org.apache.avro.specific.SpecificRecord;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What the log says of a stream: whole records, but for the names that differ from run to run. Epochs and episodes are numbered in
 * their order; digests of records that carry such names are left out.
 *
 * @param marks by epoch and window
 * @param verdicts by epoch, window and track
 * @param alerts by episode and transition
 */
record Story(Map<String, String> marks, Map<String, String> verdicts, Map<String, String> alerts) {
    private static final Pattern DIGEST = Pattern.compile("\\b[0-9a-f]{64}\\b");

    static Story of(String stream, List<WindowMark> marks, List<Verdict> verdicts, List<Alert> alerts) {
        Map<String, String> names = new LinkedHashMap<>(Map.of('"' + stream + '"', "\"stream\""));
        number(names, "epoch-", marks.stream().map(WindowMark::getEpoch).sorted().toList());
        number(names, "episode-", alerts.stream().map(Alert::getAlert).toList());
        return new Story(tell(names, marks, mark -> mark.getEpoch() + "/" + mark.getWindow()),
                tell(names, verdicts,
                        verdict -> verdict.getEpoch() + "/" + verdict.getWindow() + "/" + verdict.getTrack()),
                tell(names, alerts,
                        alert -> alert.getAlert() + ":" + alert.getSequence() + " " + alert.getTransition()));
    }

    private static void number(Map<String, String> names, String kind, List<String> ids) {
        List<String> distinct = ids.stream().distinct().toList();
        distinct.forEach(id -> names.put(id, kind + distinct.indexOf(id)));
    }

    /** A key that was written more than once would hide in a map: it gets one more. */
    private static <T extends SpecificRecord> Map<String, String> tell(Map<String, String> names, List<T> records,
            Function<T, String> key) {
        Map<String, String> told = new LinkedHashMap<>();
        for (T record : records) {
            String free = anonymous(names, key.apply(record));
            while (told.containsKey(free)) {
                free += " again";
            }
            told.put(free, anonymous(names, record.toString()));
        }
        return told;
    }

    private static String anonymous(Map<String, String> names, String text) {
        String told = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            told = told.replace(name.getKey(), name.getValue());
        }
        return DIGEST.matcher(told).replaceAll("digest");
    }

    /** The keys at which two stories differ, and how. */
    List<String> differences(Story other) {
        List<String> found = new ArrayList<>();
        compare(found, marks, other.marks);
        compare(found, verdicts, other.verdicts);
        compare(found, alerts, other.alerts);
        return found;
    }

    private static void compare(List<String> found, Map<String, String> one, Map<String, String> other) {
        one.forEach((key, value) -> {
            if (!value.equals(other.get(key))) {
                found.add(key + ": " + value + "\n<> " + other.get(key));
            }
        });
        other.keySet().stream().filter(key -> !one.containsKey(key))
                .forEach(key -> found.add(key + ": only in the second"));
    }
}
