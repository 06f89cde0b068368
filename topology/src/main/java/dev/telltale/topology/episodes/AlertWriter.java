package dev.telltale.topology.episodes;

import dev.telltale.schemas.Alert;
import dev.telltale.schemas.AlertTransition;
import dev.telltale.schemas.Appearance;
import dev.telltale.schemas.CloseReason;

import org.jspecify.annotations.Nullable;

/** Writes what an episode has to tell: its full state with every transition. */
final class AlertWriter {
    private AlertWriter() {}

    static Alert opened(Case file) {
        return alert(file, AlertTransition.OPENED, null);
    }

    static Alert updated(Case file) {
        return alert(file, AlertTransition.UPDATED, null);
    }

    static Alert closed(Case file, CloseReason reason) {
        return alert(file, AlertTransition.CLOSED, reason);
    }

    private static Alert alert(Case file, AlertTransition transition, @Nullable CloseReason reason) {
        var opening = file.opening();
        var dossier = file.dossier();
        var certainty = Certainty.of(dossier.suspects());
        return new Alert(file.alert(), file.sequence(), transition, opening.stream(), opening.epoch(), opening.window(),
                opening.since(), opening.at(), file.toldAt(), reason, opening.trigger(), certainty.probability(),
                certainty.low(), certainty.high(), file.peak(), opening.threshold(), opening.provisional(),
                dossier.suspects().stream().map(AlertWriter::appearance).toList(), Shares.of(dossier.suspects()),
                dossier.slots(), dossier.records().stream().map(Dossier.Weighed::ref).toList(), file.plan(),
                dossier.partial());
    }

    private static Appearance appearance(Suspect suspect) {
        var picture = suspect.picture();
        var thumbnail = picture == null
                ? null
                : suspect.epoch() + "/" + picture.window() + "/" + suspect.track() + "/" + picture.slot();
        return new Appearance(suspect.epoch(), suspect.track(), suspect.firstWindow(), suspect.lastWindow(),
                suspect.since(), suspect.until(), suspect.box(), thumbnail, suspect.peakLlr());
    }
}
