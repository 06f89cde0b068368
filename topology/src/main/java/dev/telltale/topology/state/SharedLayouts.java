package dev.telltale.topology.state;

import dev.telltale.schemas.Box;
import dev.telltale.schemas.DetectorRef;
import dev.telltale.schemas.PlanRef;
import dev.telltale.topology.judging.Evidence;

/** Layouts that several states share. */
final class SharedLayouts {
    private SharedLayouts() {}

    static void box(StateWriter to, Box box) {
        to.single(box.getX()).single(box.getY()).single(box.getWidth()).single(box.getHeight());
    }

    static Box box(StateReader from) {
        return new Box(from.single(), from.single(), from.single(), from.single());
    }

    static void plan(StateWriter to, PlanRef plan) {
        to.text(plan.getName()).number(plan.getVersion());
    }

    static PlanRef plan(StateReader from) {
        return new PlanRef(from.text(), from.whole());
    }

    static void detector(StateWriter to, DetectorRef detector) {
        to.text(detector.getDetector()).text(detector.getVersion()).text(detector.getSha256());
    }

    static DetectorRef detector(StateReader from) {
        return new DetectorRef(from.text(), from.text(), from.text());
    }

    static void evidence(StateWriter to, Evidence evidence) {
        to.real(evidence.value()).optional(evidence.since(), StateWriter::time).optional(evidence.until(),
                StateWriter::time);
    }

    static Evidence evidence(StateReader from) {
        return new Evidence(from.real(), from.optional(StateReader::time), from.optional(StateReader::time));
    }
}
