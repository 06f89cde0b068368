package dev.telltale.topology.episodes;

import dev.telltale.schemas.DetectorShare;
import dev.telltale.topology.judging.Seat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What each detector had to do with an episode. */
final class Shares {
    private static final Comparator<DetectorShare> ORDER = Comparator.comparingDouble(DetectorShare::getShare)
            .reversed()
            .thenComparing(share -> Seat.id(share.getDetector()))
            .thenComparing(share -> share.getDetector().getSha256());

    private Shares() {}

    /** Shares of the positive evidence, the highest first; equal ones where nobody gave any. */
    static List<DetectorShare> of(List<Suspect> suspects) {
        var tallies = tallies(suspects);
        var total = tallies.stream().mapToDouble(Tally::positive).sum();
        return tallies.stream().map(tally -> {
            var share = total > 0 ? tally.positive() / total : 1.0 / tallies.size();
            return new DetectorShare(tally.detector(), share, tally.llrs() / tally.windows(), tally.windows());
        }).sorted(ORDER).toList();
    }

    private static List<Tally> tallies(List<Suspect> suspects) {
        var sums = new ArrayList<Tally>();
        for (var suspect : suspects) {
            suspect.tallies().forEach(tally -> add(sums, tally));
        }
        return sums;
    }

    private static void add(List<Tally> sums, Tally tally) {
        for (int i = 0; i < sums.size(); i++) {
            if (sums.get(i).detector().equals(tally.detector())) {
                sums.set(i, sums.get(i).plus(tally));
                return;
            }
        }
        sums.add(tally);
    }
}
