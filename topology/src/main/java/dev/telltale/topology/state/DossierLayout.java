package dev.telltale.topology.state;

import dev.telltale.schemas.EvidenceRef;
import dev.telltale.schemas.TopSlot;
import dev.telltale.topology.episodes.Dossier;
import dev.telltale.topology.episodes.Suspect;
import dev.telltale.topology.episodes.Tally;

/** Layout of a dossier. */
final class DossierLayout {
    private DossierLayout() {}

    static void write(StateWriter to, Dossier dossier) {
        to.list(dossier.suspects(), DossierLayout::suspect).list(dossier.slots(), DossierLayout::slot)
                .list(dossier.records(), DossierLayout::weighed).flag(dossier.partial());
    }

    static Dossier read(StateReader from) {
        return new Dossier(from.list(DossierLayout::suspect), from.list(DossierLayout::slot),
                from.list(DossierLayout::weighed), from.flag());
    }

    private static void suspect(StateWriter to, Suspect suspect) {
        to.text(suspect.epoch()).number(suspect.track()).number(suspect.firstWindow()).number(suspect.lastWindow())
                .time(suspect.since()).time(suspect.until());
        SharedLayouts.box(to, suspect.box());
        to.real(suspect.peakLlr()).optional(suspect.picture(), DossierLayout::picture).number(suspect.windows())
                .real(suspect.sum()).real(suspect.squares()).list(suspect.tallies(), DossierLayout::tally);
    }

    private static Suspect suspect(StateReader from) {
        return new Suspect(from.text(), from.whole(), from.number(), from.number(), from.time(), from.time(),
                SharedLayouts.box(from), from.real(), from.optional(DossierLayout::picture), from.number(), from.real(),
                from.real(), from.list(DossierLayout::tally));
    }

    private static void picture(StateWriter to, Suspect.Picture picture) {
        to.number(picture.window()).number(picture.slot()).real(picture.llr());
    }

    private static Suspect.Picture picture(StateReader from) {
        return new Suspect.Picture(from.number(), from.whole(), from.real());
    }

    private static void tally(StateWriter to, Tally tally) {
        SharedLayouts.detector(to, tally.detector());
        to.real(tally.positive()).real(tally.llrs()).number(tally.windows());
    }

    private static Tally tally(StateReader from) {
        return new Tally(SharedLayouts.detector(from), from.real(), from.real(), from.number());
    }

    private static void slot(StateWriter to, TopSlot slot) {
        to.text(slot.getEpoch()).number(slot.getWindow()).number(slot.getTrack()).number(slot.getSlot())
                .text(slot.getDetector()).real(slot.getLlr());
    }

    private static TopSlot slot(StateReader from) {
        return new TopSlot(from.text(), from.number(), from.whole(), from.whole(), from.text(), from.real());
    }

    private static void weighed(StateWriter to, Dossier.Weighed weighed) {
        var ref = weighed.ref();
        to.text(ref.getTopic()).text(ref.getEpoch()).number(ref.getWindow())
                .optional(ref.getTrack(), (out, track) -> out.number(track)).text(ref.getSha256()).real(weighed.llr());
    }

    private static Dossier.Weighed weighed(StateReader from) {
        return new Dossier.Weighed(new EvidenceRef(from.text(), from.text(), from.number(),
                from.optional(StateReader::whole), from.text()), from.real());
    }
}
