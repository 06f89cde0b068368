package dev.telltale.topology.order;

import dev.telltale.schemas.Verdict;
import dev.telltale.topology.judging.Evidence;
import dev.telltale.topology.judging.Judgement;

/** Writes a judgement as a verdict. */
final class VerdictWriter {
    private VerdictWriter() {}

    static Verdict verdict(Hearing hearing, long window, Judgement judged, Evidence track, Evidence whole) {
        var id = hearing.id();
        var mark = hearing.mark();
        var face = judged.face();
        return new Verdict(id.stream(), id.epoch(), window, face.track(), mark.plan(), (int) mark.length().toMillis(),
                mark.start(), face.firstMicros(), face.lastMicros(), face.box(), mark.pictureWidth(),
                mark.pictureHeight(),
                judged.llr(), judged.probability(), face.quality(), judged.opinions(), judged.partial(),
                judged.missing(),
                judged.contributions(), judged.shadow(), track.value(), whole.value(), hearing.declared(judged),
                hearing.muted());
    }
}
