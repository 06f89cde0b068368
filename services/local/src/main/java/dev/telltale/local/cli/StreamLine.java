package dev.telltale.local.cli;

import dev.telltale.local.streams.StreamOverview;
import dev.telltale.schemas.Alert;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Verdict;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A stream in one line. */
final class StreamLine {
    private StreamLine() {}

    /** For people: id, state, what was last said of it, source, and what is amiss. */
    static String text(StreamOverview stream) {
        List<String> down = down(stream);
        return "%-20s %-10s %-35s %s%s%s".formatted(stream.spec().getStream(), state(stream), opinion(stream),
                stream.spec().getSource(), remark(stream),
                down.isEmpty() ? "" : ", without " + String.join(", ", down));
    }

    /** For machines: times in ISO 8601, null where nothing is known. */
    static String json(StreamOverview stream) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("stream", stream.spec().getStream());
        line.put("source", stream.spec().getSource());
        line.put("plan", stream.spec().getPlan());
        line.put("state", state(stream));
        line.put("reason", reason(stream));
        line.put("gaps", stream.ingest().map(StreamStatus::getGaps).orElse(null));
        line.put("coverage", stream.aggregator().map(StreamStatus::getCoverage).orElse(null));
        line.put("detectorsDown", down(stream));
        line.put("verdict", stream.verdict().map(StreamLine::fields).orElse(null));
        line.put("alert", stream.alert().map(StreamLine::fields).orElse(null));
        return Json.line(line);
    }

    /** The alert that is open, else the newest judged window, else that there is nothing to tell. */
    private static String opinion(StreamOverview stream) {
        String window = stream.verdict()
                .map(verdict -> ", last window %.0f %% fake".formatted(100 * verdict.getFakeProbability()))
                .orElse(", nothing judged");
        if (stream.alerted()) {
            return "ALERT" + window;
        }
        return (stream.alert().isPresent() ? "alert closed" : "no alert") + window;
    }

    private static Map<String, @Nullable Object> fields(Verdict verdict) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("epoch", verdict.getEpoch());
        fields.put("window", verdict.getWindow());
        fields.put("captureStart", verdict.getCaptureStart().toString());
        fields.put("track", verdict.getTrack());
        fields.put("fakeProbability", verdict.getFakeProbability());
        return fields;
    }

    private static Map<String, @Nullable Object> fields(Alert alert) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("alert", alert.getAlert());
        fields.put("transition", alert.getTransition().name());
        fields.put("since", alert.getSince().toString());
        fields.put("at", alert.getAt().toString());
        fields.put("fakeProbability", alert.getFakeProbability());
        return fields;
    }

    private static String state(StreamOverview stream) {
        return stream.ingest().map(StreamStatus::getState).orElse(SourceState.UNKNOWN).name();
    }

    private static @Nullable String reason(StreamOverview stream) {
        if (stream.ingest().isEmpty()) {
            return "no ingest has taken it yet";
        }
        String reason = stream.ingest().get().getReason();
        boolean ended = stream.ingest().get().getState() == SourceState.RETIRED;
        return reason == null && ended ? "the recording was read to its end" : reason;
    }

    private static List<String> down(StreamOverview stream) {
        return stream.aggregator().map(StreamStatus::getDetectorsDown).orElse(List.of());
    }

    private static String remark(StreamOverview stream) {
        String reason = reason(stream);
        return reason == null ? "" : " (" + reason + ")";
    }
}
