package dev.telltale.local.detect;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What `telltale detect --json` says of one file; the names of the components are those of the JSON.
 *
 * @param source the file as named on the command line
 * @param durationSeconds time that the file's windows cover, or what it says of itself where it ends before that
 * @param coverage share of that time that was decoded and searched for faces, 0 to 1
 * @param verdict the answer
 * @param reason why, in one sentence
 * @param fakeProbability that of the most suspicious face, at even prior odds; null where nothing was judged
 * @param tracks the faces, in the order of their appearance
 * @param alerts the episodes, in the order of their opening
 * @param models version and SHA-256 of the model of each detector that took part, as "1.0.0+9f86d0..."
 */
public record DetectDocument(String source, double durationSeconds, double coverage, VerdictWord verdict, String reason,
        @Nullable Double fakeProbability, List<TrackDocument> tracks, List<AlertDocument> alerts,
        Map<String, String> models) {}
