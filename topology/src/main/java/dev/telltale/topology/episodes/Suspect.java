package dev.telltale.topology.episodes;

import dev.telltale.schemas.Box;
import dev.telltale.schemas.Contribution;
import dev.telltale.topology.judging.Judgement;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A suspicious track.
 *
 * @param epoch its epoch
 * @param track its number
 * @param firstWindow first suspicious window
 * @param lastWindow last suspicious window so far
 * @param since capture time of the first one's start
 * @param until capture time of the last one's end
 * @param box the face in the window of the highest fused log-likelihood ratio
 * @param peakLlr that ratio
 * @param picture the slot that weighed most; null where no detector looks at frames
 * @param windows suspicious windows
 * @param sum sum of their fused log-likelihood ratios
 * @param squares sum of the squares
 * @param tallies what each detector had to do with it, in the order in which they first had an opinion
 */
public record Suspect(String epoch, int track, long firstWindow, long lastWindow, Instant since, Instant until, Box box,
        double peakLlr, @Nullable Picture picture, long windows, double sum, double squares, List<Tally> tallies) {

    /**
     * A slot that shows the face.
     *
     * @param window number of the window
     * @param slot number of the slot
     * @param llr what its detector said of the window
     */
    public record Picture(long window, int slot, double llr) {}

    static Suspect of(Observation seen, Judgement judged) {
        var face = judged.face();
        return new Suspect(seen.epoch(), face.track(), seen.window(), seen.window(), seen.start(), seen.end(),
                face.box(),
                judged.llr(), null, 0, 0, 0, List.of()).with(seen, judged);
    }

    Suspect with(Observation seen, Judgement judged) {
        var llr = judged.llr();
        var top = llr > peakLlr ? judged.face().box() : box;
        return new Suspect(epoch, track, firstWindow, seen.window(), since, seen.end(), top, Math.max(peakLlr, llr),
                picture(seen.window(), judged), windows + 1, sum + llr, squares + llr * llr,
                tallies(judged.contributions()));
    }

    boolean is(String otherEpoch, int otherTrack) {
        return track == otherTrack && epoch.equals(otherEpoch);
    }

    private @Nullable Picture picture(long window, Judgement judged) {
        var best = picture;
        for (var contribution : judged.contributions()) {
            var llr = contribution.getLlr();
            var slot = contribution.getTopSlot();
            if (llr != null && slot != null && (best == null || llr > best.llr())) {
                best = new Picture(window, slot, llr);
            }
        }
        return best;
    }

    private List<Tally> tallies(List<Contribution> contributions) {
        var grown = new ArrayList<>(tallies);
        for (var contribution : contributions) {
            if (contribution.getLlr() != null) {
                add(grown, contribution);
            }
        }
        return List.copyOf(grown);
    }

    private static void add(List<Tally> tallies, Contribution contribution) {
        for (int i = 0; i < tallies.size(); i++) {
            if (tallies.get(i).detector().equals(contribution.getDetector())) {
                tallies.set(i, tallies.get(i).with(contribution));
                return;
            }
        }
        tallies.add(Tally.of(contribution));
    }
}
