package dev.telltale.topology.state;

import dev.telltale.schemas.MarkReason;
import dev.telltale.topology.judging.Face;
import dev.telltale.topology.judging.Opinion;
import dev.telltale.topology.order.Mark;
import dev.telltale.topology.order.PendingWindow;

import org.apache.kafka.common.serialization.Serde;

import java.time.Duration;

/** Layout of a pending window. */
final class WindowLayout {
    static final Serde<PendingWindow> SERDE = StateSerde.of(WindowLayout::write, WindowLayout::read);

    private WindowLayout() {}

    private static void write(StateWriter to, PendingWindow window) {
        to.optional(window.mark(), WindowLayout::mark).list(window.opinions(), WindowLayout::opinion);
    }

    private static PendingWindow read(StateReader from) {
        return new PendingWindow(from.optional(WindowLayout::mark), from.list(WindowLayout::opinion));
    }

    private static void mark(StateWriter to, Mark mark) {
        to.time(mark.start()).number(mark.length().toMillis()).name(mark.reason())
                .optional(mark.plan(), SharedLayouts::plan)
                .number(mark.pictureWidth()).number(mark.pictureHeight()).list(mark.faces(), WindowLayout::face);
    }

    private static Mark mark(StateReader from) {
        return new Mark(from.time(), Duration.ofMillis(from.number()), from.name(MarkReason.class),
                from.optional(SharedLayouts::plan), from.whole(), from.whole(), from.list(WindowLayout::face));
    }

    private static void face(StateWriter to, Face face) {
        to.number(face.track());
        SharedLayouts.box(to, face.box());
        to.number(face.firstMicros()).number(face.lastMicros()).single(face.quality());
    }

    private static Face face(StateReader from) {
        return new Face(from.whole(), SharedLayouts.box(from), from.number(), from.number(), from.single());
    }

    private static void opinion(StateWriter to, Opinion opinion) {
        to.number(opinion.track());
        SharedLayouts.detector(to, opinion.detector());
        to.optional(opinion.llr(), StateWriter::real).optional(opinion.absence(), StateWriter::text)
                .optional(opinion.topSlot(), (out, slot) -> out.number(slot)).text(opinion.inputSha256());
    }

    private static Opinion opinion(StateReader from) {
        return new Opinion(from.whole(), SharedLayouts.detector(from), from.optional(StateReader::real),
                from.optional(StateReader::text), from.optional(StateReader::whole), from.text());
    }
}
