package dev.telltale.local.detect;

import dev.telltale.local.detect.StreamEvidence.EpochStart;
import dev.telltale.schemas.Alert;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.StatusReporter;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Thresholds;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.Verdict;
import dev.telltale.schemas.WindowMark;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has been read of one stream, and whether that is all. */
final class StreamRecords {
    private final String stream;
    private final Map<String, Long> epochs = new LinkedHashMap<>();
    private final Set<String> ended = new HashSet<>();
    private final List<WindowMark> marks = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final Set<String> judged = new HashSet<>();
    private @Nullable StreamStatus ingest;
    private long count;

    StreamRecords(String stream) {
        this.stream = stream;
    }

    boolean isOurs(Topic topic, String key) {
        return topic == Topic.STATUS ? key.startsWith(stream + "/") : key.equals(stream);
    }

    void add(Topic topic, SpecificRecord value) {
        count++;
        switch (value) {
            case StreamStatus status when status.getReporter() == StatusReporter.INGEST -> ingest(status);
            case StreamStatus status -> {
                if (status.getEpochEnded() && status.getEpoch() != null) {
                    ended.add(status.getEpoch());
                }
            }
            case WindowMark mark -> {
                epochs.putIfAbsent(mark.getEpoch(), 0L);
                marks.add(mark);
            }
            case Verdict verdict -> {
                judged.add(verdict.getEpoch() + "/" + verdict.getWindow());
                verdicts.add(verdict);
            }
            case Alert alert -> alerts.add(alert);
            default -> throw new IllegalStateException("nothing is known of records of " + topic);
        }
    }

    private void ingest(StreamStatus status) {
        ingest = status;
        if (status.getEpoch() != null) {
            Long start = status.getEpochStartMicros();
            epochs.put(status.getEpoch(), start == null ? 0L : start);
        }
    }

    /** How many records have come. */
    long count() {
        return count;
    }

    /** Whether ingest has given the source up, or come to its end, and the aggregator has applied every epoch of it. */
    boolean complete() {
        return retired() && ended.containsAll(epochs.keySet());
    }

    private boolean retired() {
        return ingest != null && ingest.getState() == SourceState.RETIRED;
    }

    /** What is still awaited, for a person. */
    String awaited() {
        if (ingest == null) {
            return "ingest to take the stream";
        }
        return retired()
                ? "the aggregator to apply the last windows"
                : "ingest to reach the end (state " + ingest.getState() + ")";
    }

    /** Seconds of the file that are through the whole pipeline. */
    double secondsDone() {
        return marks.stream().filter(mark -> mark.getReason() != MarkReason.TRACKS
                || judged.contains(mark.getEpoch() + "/" + mark.getWindow())).mapToDouble(WindowMark::getSeconds).sum();
    }

    /** The plan of the last verdict, as name@version. */
    Optional<String> plan() {
        return verdicts.isEmpty()
                ? Optional.empty()
                : Optional.of(verdicts.get(verdicts.size() - 1).getPlan())
                        .map(plan -> plan.getName() + "@" + plan.getVersion());
    }

    /** Everything, once complete. */
    StreamEvidence evidence(Thresholds thresholds) {
        List<EpochStart> starts = epochs.entrySet().stream()
                .map(epoch -> new EpochStart(epoch.getKey(), epoch.getValue()))
                .toList();
        return new StreamEvidence(starts, marks, verdicts, alerts, thresholds, failure());
    }

    /** Why nothing, or not all, of the source could be read. */
    private Optional<String> failure() {
        if (ingest != null && (epochs.isEmpty() || !ingest.getEpochEnded())) {
            return Optional.of(Optional.ofNullable(ingest.getReason()).orElse("holds no video"));
        }
        return Optional.empty();
    }
}
