package dev.telltale.topology.simulation;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;

/** I3: verdicts and alerts are those of the reference, however records are reordered, repeated and delayed, and whoever crashes. */
class SimulationTest {

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void shouldTellWhatTheReferenceTells(@ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        var outcome = Simulation.run(seed);

        assertThat(outcome.differences()).as("seed %d", seed).isEmpty();
    }

    @Property(tries = 5000, shrinking = ShrinkingMode.BOUNDED)
    @Tag("long")
    void shouldTellWhatTheReferenceTellsForThousandsOfLives(@ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        var outcome = Simulation.run(seed);

        assertThat(outcome.differences()).as("seed %d", seed).isEmpty();
    }
}
