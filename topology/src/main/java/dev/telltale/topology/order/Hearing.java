package dev.telltale.topology.order;

import dev.telltale.topology.judging.Exemptions;
import dev.telltale.topology.judging.Face;
import dev.telltale.topology.judging.Fusion;
import dev.telltale.topology.judging.Judgement;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A window before the rules: its faces as judged, and which of them may raise an alert.
 *
 * @param id its epoch
 * @param turn the window
 * @param muted whether none may
 * @param declared tracks that may not, because they are declared synthetic
 * @param judged all of its faces
 */
record Hearing(EpochId id, Turn.Apply turn, boolean muted, Set<Integer> declared, List<Judgement> judged) {

    static Hearing of(EpochId id, Turn.Apply turn, Exemptions exempt) {
        var mark = turn.mark();
        var declared = mark.faces().stream()
                .filter(face -> exempt.declared(face.box(), mark.pictureWidth(), mark.pictureHeight())).map(Face::track)
                .collect(Collectors.toUnmodifiableSet());
        return new Hearing(id, turn, exempt.muted(mark.start(), mark.end()), declared,
                mark.faces().stream().map(face -> judge(turn, face)).toList());
    }

    private static Judgement judge(Turn.Apply turn, Face face) {
        var plan = turn.plan();
        return plan == null
                ? Judgement.withoutPlan(face, Objects.requireNonNull(turn.mark().plan()))
                : Fusion.judge(plan, face, turn.pending().opinions());
    }

    Mark mark() {
        return turn.mark();
    }

    /** The faces that may raise an alert. */
    List<Judgement> heard() {
        return muted ? List.of() : judged.stream().filter(one -> !declared(one)).toList();
    }

    boolean declared(Judgement one) {
        return declared.contains(one.face().track());
    }

    boolean partial() {
        return judged.stream().anyMatch(Judgement::partial);
    }

    /** Whether the window was judged in full: seen, and no detector missing, failed or left out under load. */
    boolean full() {
        return mark().seen() && judged.stream().noneMatch(one -> one.partial() || one.failed());
    }
}
