package dev.telltale.topology.simulation;

import dev.telltale.schemas.Alert;
import dev.telltale.schemas.AlertTransition;
import dev.telltale.schemas.AlertTrigger;
import dev.telltale.schemas.Appearance;
import dev.telltale.schemas.CloseReason;
import dev.telltale.schemas.Contribution;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.DetectorRef;
import dev.telltale.schemas.DetectorShare;
import dev.telltale.schemas.EvidenceRef;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.TopSlot;
import dev.telltale.schemas.Verdict;
import dev.telltale.schemas.WindowMark;

import com.github.f4b6a3.ulid.Ulid;
import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What the reference knows of an episode: every suspicious verdict, from which each alert is written anew. */
final class ReferenceAlert {
    private final List<Verdict> suspicious = new ArrayList<>();
    private List<TopSlot> slots = new ArrayList<>();
    private List<Verdict> records = new ArrayList<>();
    private boolean partial;
    private double peak;
    private double closeAt;
    private boolean news;
    private int sequence = -1;
    private Instant told = Instant.MIN;
    private PlanRef plan = new PlanRef("", 0);
    private Alert.Builder opening = Alert.newBuilder();

    /** One window more; true when something in it was suspicious. */
    boolean see(WindowMark mark, Instant end, List<Verdict> judged, @Nullable DetectorPlan applied, double level) {
        partial |= judged.stream().anyMatch(Verdict::getPartial);
        peak = Math.max(peak, level);
        if (applied == null) {
            return false;
        }
        plan = mark.getPlan();
        closeAt = applied.getThresholds().getCloseAt();
        var fresh = false;
        for (var verdict : judged) {
            if (!verdict.getMuted() && !verdict.getDeclaredSynthetic() && verdict.getOpinions() > 0
                    && verdict.getLlr() >= applied.getThresholds().getSuspiciousLlr()) {
                suspicious.add(verdict);
                weigh(verdict);
                fresh = true;
            }
        }
        return fresh;
    }

    private void weigh(Verdict verdict) {
        for (var contribution : verdict.getContributions()) {
            if (contribution.getTopSlot() != null) {
                slots.add(new TopSlot(verdict.getEpoch(), verdict.getWindow(), verdict.getTrack(),
                        contribution.getTopSlot(),
                        contribution.getDetector().getDetector(), contribution.getLlr()));
            }
        }
        if (verdict.getContributions().stream().anyMatch(one -> !one.getInputSha256().isEmpty())) {
            records.add(verdict);
        }
        slots.sort(Comparator.comparingDouble(TopSlot::getLlr).reversed());
        records.sort(Comparator.comparingDouble(Verdict::getLlr).reversed());
        slots = new ArrayList<>(slots.subList(0, Math.min(8, slots.size())));
        records = new ArrayList<>(records.subList(0, Math.min(32, records.size())));
    }

    /** Tracks that were last suspicious before the time do not belong to the episode. */
    void forgetBefore(Instant from) {
        var last = new LinkedHashMap<String, Instant>();
        suspicious.forEach(verdict -> last.put(who(verdict), end(verdict)));
        Predicate<String> gone = who -> last.getOrDefault(who, from).isBefore(from);
        suspicious.removeIf(verdict -> gone.test(who(verdict)));
        records.removeIf(verdict -> gone.test(who(verdict)));
        slots.removeIf(slot -> gone.test(slot.getEpoch() + "/" + slot.getTrack()));
    }

    Alert open(WindowMark mark, Instant end, DetectorPlan applied, AlertTrigger trigger, Instant since, double level) {
        peak = level;
        opening = Alert.newBuilder().setAlert(id(mark, end)).setStream(mark.getStream()).setEpoch(mark.getEpoch())
                .setWindow(mark.getWindow()).setSince(since).setOpenedAt(end).setTrigger(trigger)
                .setThreshold(applied.getThresholds().getOpenAt())
                .setProvisional(applied.getThresholds().getProvisional());
        return tell(AlertTransition.OPENED, null, end);
    }

    Alert tell(AlertTransition transition, @Nullable CloseReason reason, Instant at) {
        sequence++;
        told = at;
        news = false;
        var tracks = new LinkedHashMap<String, List<Verdict>>();
        suspicious.forEach(verdict -> tracks.computeIfAbsent(who(verdict), key -> new ArrayList<>()).add(verdict));
        var appearances = tracks.values().stream().map(ReferenceAlert::appearance).toList();
        var llrs = tracks.values().stream().max(Comparator.comparingDouble(ReferenceAlert::peakOf)
                .thenComparingInt(verdicts -> -List.copyOf(tracks.values()).indexOf(verdicts))).orElse(List.of())
                .stream()
                .map(Verdict::getLlr).toList();
        var mean = llrs.stream().mapToDouble(llr -> llr).average().orElse(0);
        var spread = llrs.stream().mapToDouble(llr -> (llr - mean) * (llr - mean)).sum();
        var error = llrs.isEmpty() ? Double.POSITIVE_INFINITY : Math.sqrt(spread + 1) / llrs.size();
        return Alert.newBuilder(opening).setSequence(sequence).setTransition(transition).setCloseReason(reason)
                .setAt(at)
                .setFakeProbability(logistic(mean)).setFakeProbabilityLow(logistic(mean - 1.959963984540054 * error))
                .setFakeProbabilityHigh(logistic(mean + 1.959963984540054 * error)).setPeakEvidence(peak)
                .setAppearances(appearances).setContributions(shares()).setTopSlots(List.copyOf(slots))
                .setEvidence(records.stream().map(ReferenceAlert::evidence).toList()).setPlan(plan).setPartial(partial)
                .build();
    }

    double closeAt() {
        return closeAt;
    }

    boolean news(boolean fresh) {
        news |= fresh;
        return news;
    }

    Instant told() {
        return told;
    }

    private List<DetectorShare> shares() {
        var llrs = new LinkedHashMap<DetectorRef, List<Contribution>>();
        suspicious.stream().flatMap(verdict -> verdict.getContributions().stream()).filter(one -> one.getLlr() != null)
                .forEach(one -> llrs.computeIfAbsent(one.getDetector(), key -> new ArrayList<>()).add(one));
        var total = llrs.values().stream().flatMap(List::stream).mapToDouble(one -> Math.max(0, one.getShare())).sum();
        var shares = new ArrayList<DetectorShare>();
        for (Map.Entry<DetectorRef, List<Contribution>> entry : llrs.entrySet()) {
            var positive = entry.getValue().stream().mapToDouble(one -> Math.max(0, one.getShare())).sum();
            shares.add(new DetectorShare(entry.getKey(), total > 0 ? positive / total : 1.0 / llrs.size(),
                    entry.getValue().stream().mapToDouble(Contribution::getLlr).average().orElseThrow(),
                    (long) entry.getValue().size()));
        }
        shares.sort(Comparator.comparingDouble(DetectorShare::getShare).reversed()
                .thenComparing(share -> share.getDetector().getDetector()));
        return shares;
    }

    private static Appearance appearance(List<Verdict> verdicts) {
        var first = verdicts.getFirst();
        var last = verdicts.getLast();
        var peak = verdicts.stream().reduce((a, b) -> b.getLlr() > a.getLlr() ? b : a).orElseThrow();
        var thumbnail = (String) null;
        var weight = Double.NEGATIVE_INFINITY;
        for (var verdict : verdicts) {
            for (var one : verdict.getContributions()) {
                if (one.getTopSlot() != null && one.getLlr() > weight) {
                    weight = one.getLlr();
                    thumbnail = verdict.getEpoch() + "/" + verdict.getWindow() + "/" + verdict.getTrack() + "/"
                            + one.getTopSlot();
                }
            }
        }
        return new Appearance(first.getEpoch(), first.getTrack(), first.getWindow(), last.getWindow(),
                first.getCaptureStart(), end(last), peak.getBox(), thumbnail, peak.getLlr());
    }

    private static double peakOf(List<Verdict> verdicts) {
        return verdicts.stream().mapToDouble(Verdict::getLlr).max().orElseThrow();
    }

    private static EvidenceRef evidence(Verdict verdict) {
        var sha = verdict.getContributions().stream().map(Contribution::getInputSha256).filter(hash -> !hash.isEmpty())
                .findFirst().orElseThrow();
        return new EvidenceRef("faces", verdict.getEpoch(), verdict.getWindow(), verdict.getTrack(), sha);
    }

    private static String who(Verdict verdict) {
        return verdict.getEpoch() + "/" + verdict.getTrack();
    }

    private static Instant end(Verdict verdict) {
        return verdict.getCaptureStart().plusMillis(verdict.getWindowMillis());
    }

    private static double logistic(double llr) {
        return 1 / (1 + Math.exp(-llr));
    }

    private static String id(WindowMark mark, Instant end) {
        try {
            var name = mark.getStream() + "/" + mark.getEpoch() + "/" + mark.getWindow();
            var hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
            return new Ulid(end.toEpochMilli(), Arrays.copyOf(hash, 10)).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
