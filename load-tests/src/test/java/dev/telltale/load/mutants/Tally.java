package dev.telltale.load.mutants;

import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/** The figures of a run, in one line. */
record Tally(int files, long refused, long windows, long tracked, long undecodable, long epochs, long cpuMillis,
        long mebibytes, Duration wall) {

    static Tally of(List<Outcome> outcomes, long nanos) {
        return new Tally(outcomes.size(), outcomes.stream().filter(Outcome::refused).count(),
                sum(outcomes, Outcome::windows), sum(outcomes, Outcome::tracked), sum(outcomes, Outcome::undecodable),
                sum(outcomes, Outcome::epochs), most(outcomes, Outcome::cpuMillis), most(outcomes, Outcome::mebibytes),
                Duration.ofNanos(nanos));
    }

    private static long sum(List<Outcome> outcomes, ToLongFunction<Outcome> value) {
        return outcomes.stream().mapToLong(value).sum();
    }

    private static long most(List<Outcome> outcomes, ToLongFunction<Outcome> value) {
        return outcomes.stream().mapToLong(value).max().orElse(0);
    }

    @Override
    public String toString() {
        return "mutants files=%d refused=%d windows=%d tracked=%d undecodable=%d epochs=%d mostCpuMillis=%d mostMebibytes=%d seconds=%d"
                .formatted(files, refused, windows, tracked, undecodable, epochs, cpuMillis, mebibytes,
                        wall.toSeconds());
    }
}
