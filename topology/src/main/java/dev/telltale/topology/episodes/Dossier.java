package dev.telltale.topology.episodes;

import dev.telltale.schemas.Contribution;
import dev.telltale.schemas.EvidenceRef;
import dev.telltale.schemas.TopSlot;
import dev.telltale.topology.judging.Judgement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What was suspicious since the evidence left zero. Bounded: of more suspects, slots or records than fit in, the weakest go.
 *
 * @param suspects the suspicious tracks, in the order in which they became so
 * @param slots the slots that weighed most, the weightiest first
 * @param records the records that weighed most, the weightiest first
 * @param partial whether a detector was missing in a window since then
 */
public record Dossier(List<Suspect> suspects, List<TopSlot> slots, List<Weighed> records, boolean partial) {
    /** Nothing. */
    public static final Dossier EMPTY = new Dossier(List.of(), List.of(), List.of(), false);
    /** Most suspects that are kept. */
    public static final int MAX_SUSPECTS = 32;
    /** Most slots that are kept. */
    public static final int MAX_SLOTS = 8;
    /** Most records that are kept. */
    public static final int MAX_RECORDS = 32;

    // Of equals the earlier one stays in front: sorting is stable, and what is new is added at the end.
    private static final Comparator<TopSlot> SLOT_ORDER = Comparator.comparingDouble(TopSlot::getLlr).reversed();
    private static final Comparator<Weighed> RECORD_ORDER = Comparator.comparingDouble(Weighed::llr).reversed();

    /**
     * A record on which an alert rests.
     *
     * @param ref which
     * @param llr fused log-likelihood ratio of its window
     */
    public record Weighed(EvidenceRef ref, double llr) {}

    /** Whether the face counts as suspicious in this window. */
    static boolean suspicious(Judgement judged, Observation seen) {
        return judged.hasOpinion() && seen.plan() != null
                && judged.llr() >= seen.plan().thresholds().getSuspiciousLlr();
    }

    /** The dossier after one window more. */
    Dossier with(Observation seen) {
        var grown = partial == (partial || seen.partial()) ? this : new Dossier(suspects, slots, records, true);
        for (var judged : seen.judged()) {
            if (suspicious(judged, seen)) {
                grown = grown.with(seen, judged);
            }
        }
        return grown;
    }

    /** The dossier without the tracks that were last suspicious before the time. */
    Dossier since(Instant from) {
        var gone = suspects.stream().filter(suspect -> suspect.until().isBefore(from)).toList();
        var kept = this;
        for (var suspect : gone) {
            kept = kept.without(suspect);
        }
        return kept;
    }

    private Dossier with(Observation seen, Judgement judged) {
        var grown = new Dossier(suspects(seen, judged), slots(seen, judged), records(seen, judged), partial);
        return grown.suspects.size() <= MAX_SUSPECTS ? grown : grown.without(weakest(grown.suspects));
    }

    private Dossier without(Suspect gone) {
        return new Dossier(suspects.stream().filter(suspect -> !gone.is(suspect.epoch(), suspect.track())).toList(),
                slots.stream().filter(slot -> !gone.is(slot.getEpoch(), slot.getTrack())).toList(),
                records.stream().filter(record -> !gone.is(record.ref().getEpoch(), record.ref().getTrack())).toList(),
                partial);
    }

    private List<Suspect> suspects(Observation seen, Judgement judged) {
        var grown = new ArrayList<>(suspects);
        for (int i = 0; i < grown.size(); i++) {
            if (grown.get(i).is(seen.epoch(), judged.face().track())) {
                grown.set(i, grown.get(i).with(seen, judged));
                return grown;
            }
        }
        grown.add(Suspect.of(seen, judged));
        return grown;
    }

    private List<TopSlot> slots(Observation seen, Judgement judged) {
        var grown = new ArrayList<>(slots);
        for (var contribution : judged.contributions()) {
            var llr = contribution.getLlr();
            var slot = contribution.getTopSlot();
            if (llr != null && slot != null) {
                grown.add(new TopSlot(seen.epoch(), seen.window(), judged.face().track(), slot,
                        contribution.getDetector().getDetector(), llr));
            }
        }
        return top(grown, SLOT_ORDER, MAX_SLOTS);
    }

    private List<Weighed> records(Observation seen, Judgement judged) {
        var sha = judged.contributions().stream().map(Contribution::getInputSha256).filter(hash -> !hash.isEmpty())
                .findFirst();
        if (sha.isEmpty()) {
            return records;
        }
        var grown = new ArrayList<>(records);
        var ref = new EvidenceRef("faces", seen.epoch(), seen.window(), judged.face().track(), sha.get());
        grown.add(new Weighed(ref, judged.llr()));
        return top(grown, RECORD_ORDER, MAX_RECORDS);
    }

    private static <T> List<T> top(List<T> grown, Comparator<T> order, int most) {
        grown.sort(order);
        return grown.size() > most ? List.copyOf(grown.subList(0, most)) : grown;
    }

    /** The one with the lowest peak; of equals the one that came first. */
    private static Suspect weakest(List<Suspect> suspects) {
        var weakest = suspects.getFirst();
        for (var suspect : suspects) {
            weakest = suspect.peakLlr() < weakest.peakLlr() ? suspect : weakest;
        }
        return weakest;
    }
}
