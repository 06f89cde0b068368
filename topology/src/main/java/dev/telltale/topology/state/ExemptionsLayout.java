package dev.telltale.topology.state;

import dev.telltale.schemas.DeclaredRegion;
import dev.telltale.schemas.Mute;
import dev.telltale.topology.judging.Exemptions;

import org.apache.kafka.common.serialization.Serde;

/** Layout of a stream's exemptions. */
final class ExemptionsLayout {
    static final Serde<Exemptions> SERDE = StateSerde.of(ExemptionsLayout::write, ExemptionsLayout::read);

    private ExemptionsLayout() {}

    private static void write(StateWriter to, Exemptions exempt) {
        to.list(exempt.mutes(), ExemptionsLayout::mute).list(exempt.regions(), ExemptionsLayout::region);
    }

    private static Exemptions read(StateReader from) {
        return new Exemptions(from.list(ExemptionsLayout::mute), from.list(ExemptionsLayout::region));
    }

    private static void mute(StateWriter to, Mute mute) {
        to.time(mute.getFrom()).optional(mute.getUntil(), StateWriter::time).text(mute.getReason());
    }

    private static Mute mute(StateReader from) {
        return new Mute(from.time(), from.optional(StateReader::time), from.text());
    }

    private static void region(StateWriter to, DeclaredRegion region) {
        to.single(region.getX()).single(region.getY()).single(region.getWidth()).single(region.getHeight())
                .text(region.getLabel());
    }

    private static DeclaredRegion region(StateReader from) {
        return new DeclaredRegion(from.single(), from.single(), from.single(), from.single(), from.text());
    }
}
