package dev.telltale.topology.state;

import dev.telltale.schemas.AlertTrigger;
import dev.telltale.topology.episodes.Case;
import dev.telltale.topology.episodes.Cooling;
import dev.telltale.topology.episodes.Episode;
import dev.telltale.topology.episodes.Open;
import dev.telltale.topology.episodes.Quiet;
import dev.telltale.topology.episodes.Rising;

/** Layout of an episode: its state's name, then what that state knows. */
final class EpisodeLayout {
    private EpisodeLayout() {}

    static void write(StateWriter to, Episode episode) {
        switch (episode) {
            case Quiet() -> to.text("quiet");
            case Rising(var dossier) -> DossierLayout.write(to.text("rising"), dossier);
            case Open(var file) -> file(to.text("open"), file);
            case Cooling(var file, var since) -> {
                file(to.text("cooling"), file);
                to.time(since);
            }
        }
    }

    static Episode read(StateReader from) {
        var state = from.text();
        return switch (state) {
            case "quiet" -> new Quiet();
            case "rising" -> new Rising(DossierLayout.read(from));
            case "open" -> new Open(file(from));
            case "cooling" -> new Cooling(file(from), from.time());
            default -> throw new IllegalArgumentException("no such state of an episode: " + state);
        };
    }

    private static void file(StateWriter to, Case file) {
        var opening = file.opening();
        to.text(file.alert()).text(opening.stream()).text(opening.epoch()).number(opening.window())
                .time(opening.since())
                .time(opening.at()).name(opening.trigger()).real(opening.threshold()).flag(opening.provisional())
                .number(file.sequence()).time(file.toldAt()).flag(file.news());
        SharedLayouts.plan(to, file.plan());
        to.real(file.closeAt()).real(file.peak());
        DossierLayout.write(to, file.dossier());
    }

    private static Case file(StateReader from) {
        return new Case(from.text(), opening(from), from.whole(), from.time(), from.flag(), SharedLayouts.plan(from),
                from.real(), from.real(), DossierLayout.read(from));
    }

    private static Case.Opening opening(StateReader from) {
        return new Case.Opening(from.text(), from.text(), from.number(), from.time(), from.time(),
                from.name(AlertTrigger.class), from.real(), from.flag());
    }
}
