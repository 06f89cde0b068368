package dev.telltale.topology.order;

import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.WindowMark;
import dev.telltale.schemas.WindowScore;
import dev.telltale.topology.judging.PlanLookup;
import dev.telltale.topology.rules.AggregationConfig;
import dev.telltale.topology.rules.DropCounter;
import dev.telltale.topology.rules.DropReason;

import java.time.InstantSource;
import java.util.Objects;

/**
 * From scores to alerts as one story: take in a record, then apply every window whose turn it is. What is kept lies in the
 * ledger, what there is to tell goes to the outbox.
 */
public final class Aggregation {
    private final AggregationConfig config;
    private final PlanLookup plans;
    private final Ledger ledger;
    private final DropCounter drops;
    private final MarkIntake marks;
    private final ScoreIntake scores;
    private final Sequencer sequencer;
    private final WindowApplication application;
    private final StatusReporting reporting;

    /**
     * The aggregation of all streams of a ledger.
     *
     * @param config its numbers
     * @param plans where plans are found
     * @param ledger what is kept
     * @param outbox takes what is told
     * @param drops counts what has no effect
     * @param clock wall clock, for reports only
     * @param instance name of the process, for reports only
     */
    public Aggregation(AggregationConfig config, PlanLookup plans, Ledger ledger, Outbox outbox, DropCounter drops,
            InstantSource clock, String instance) {
        this.config = config;
        this.plans = plans;
        this.ledger = ledger;
        this.drops = drops;
        marks = new MarkIntake(config, ledger, drops);
        scores = new ScoreIntake(config, plans, ledger, drops);
        sequencer = new Sequencer(config, plans);
        application = new WindowApplication(config, ledger, outbox);
        reporting = new StatusReporting(config, sequencer, outbox, clock, instance);
    }

    /** What a record did to its stream. */
    public enum Effect {
        /** Nothing. */
        NONE,
        /** It was news. */
        NEWS,
        /** It was news, and the stream waits for a plan. */
        WAITS_FOR_PLAN
    }

    /** A mark. */
    public Effect mark(WindowMark mark) {
        if (!marks.admit(mark)) {
            return Effect.NONE;
        }
        var effect = advance(mark.getStream());
        report(mark);
        return effect;
    }

    /** A score. */
    public Effect score(WindowScore score) {
        return switch (scores.admit(score)) {
            case DROPPED -> Effect.NONE;
            case KEPT -> Effect.NEWS;
            case AWAITED -> advance(score.getStream());
        };
    }

    /** The stream has been added, changed or removed. */
    public void spec(String name, boolean removed) {
        var stream = ledger.stream(name);
        if (stream != null) {
            var told = stream.retired(removed);
            ledger.stream(name, removed && told.open().isEmpty() ? application.over(told) : told);
        }
    }

    /**
     * Nothing new has come for the stream for a while of wall-clock time.
     *
     * @param attention DORMANT after {@code grace}, ABANDONED after {@code abandonAfter}
     */
    public void idle(String name, Attention attention) {
        var stream = ledger.stream(name);
        if (stream == null) {
            return;
        }
        for (var epoch : stream.open()) {
            sleep(name, epoch, attention);
        }
        advance(name);
        var after = Objects.requireNonNull(ledger.stream(name));
        if (after.open().isEmpty()) {
            application.over(after);
            ledger.stream(name, null);
        }
    }

    /** Applies every window of the stream whose turn it is. */
    public Effect advance(String name) {
        var stream = ledger.stream(name);
        var effect = Effect.NEWS;
        while (stream != null && !stream.open().isEmpty()) {
            var id = new EpochId(name, stream.open().getFirst());
            var epoch = Objects.requireNonNull(ledger.epoch(id));
            var at = new WindowApplication.Applied(stream, epoch);
            var turn = next(id, at);
            while (turn instanceof Turn.Apply || turn instanceof Turn.PassOver) {
                at = turn instanceof Turn.Apply apply
                        ? application.apply(id, at.stream(), at.epoch(), apply)
                        : passOver(id, at);
                forget(id, at.epoch().next() - 1);
                turn = next(id, at);
            }
            if (turn instanceof Turn.Wait wait) {
                keep(id, new WindowApplication.Applied(stream, epoch), at);
                return wait.forPlan() ? Effect.WAITS_FOR_PLAN : effect;
            }
            stream = finish(id, at);
            ledger.stream(name, stream);
        }
        return effect;
    }

    private Turn next(EpochId id, WindowApplication.Applied at) {
        var epoch = at.epoch();
        var pending = epoch.marked() ? ledger.window(id, epoch.next()) : null;
        var superseded = at.stream().superseded(id.epoch());
        var gone = superseded
                && (epoch.attention() != Attention.AWAKE ? followed(id, at.stream()) : outlived(id, at.stream()));
        return sequencer.next(epoch, pending, gone ? Attention.ABANDONED : epoch.attention(),
                superseded || at.stream().retired(), () -> seen(id, epoch.next() + 1, epoch.clock()));
    }

    /** Whether a window has a mark by faces, which writes its marks in order: then all before it that lack one have lost it. */
    private boolean seen(EpochId id, long from, long to) {
        for (var window = from; window <= to; window++) {
            var pending = ledger.window(id, window);
            if (pending != null && pending.mark() != null && pending.mark().plan() != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether faces, which takes epochs in their order, has come to a later one. */
    private boolean followed(EpochId id, StreamState stream) {
        for (var later : stream.open().subList(1, stream.open().size())) {
            var next = new EpochId(id.stream(), later);
            var epoch = ledger.epoch(next);
            if (epoch != null && epoch.marked() && seen(next, epoch.next(), epoch.clock())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a later epoch has gone on for grace: nothing more is to be expected of this one. */
    private boolean outlived(EpochId id, StreamState stream) {
        for (var later : stream.open().subList(1, stream.open().size())) {
            var epoch = ledger.epoch(new EpochId(id.stream(), later));
            if (epoch != null && epoch.marked() && !epoch.keepAll() && epoch.clock() != EpochState.UNKNOWN
                    && epoch.clock() - epoch.first() >= config.graceWindows(epoch.length())) {
                return true;
            }
        }
        return false;
    }

    private WindowApplication.Applied passOver(EpochId id, WindowApplication.Applied at) {
        countOrphans(id, at.epoch().next());
        return new WindowApplication.Applied(at.stream().passedOver(),
                at.epoch().applied(at.epoch().next(), at.epoch().tracks()));
    }

    private void keep(EpochId id, WindowApplication.Applied before, WindowApplication.Applied after) {
        if (!after.stream().equals(before.stream())) {
            ledger.stream(id.stream(), after.stream());
        }
        if (!after.epoch().equals(before.epoch())) {
            ledger.epoch(id, after.epoch());
        }
    }

    private StreamState finish(EpochId id, WindowApplication.Applied at) {
        clear(id);
        var finished = at.stream().finishing(id.epoch());
        var over = at.epoch().endsStream() || finished.retired() ? application.over(finished) : finished;
        return reporting.finished(id, over, at.epoch());
    }

    /** Nothing more is expected of the epoch for now; one of which no mark has come is forgotten. */
    private void sleep(String name, String epochName, Attention attention) {
        var id = new EpochId(name, epochName);
        var epoch = Objects.requireNonNull(ledger.epoch(id));
        if (epoch.marked()) {
            ledger.epoch(id, epoch.expecting(attention));
        } else {
            clear(id);
            ledger.stream(name, Objects.requireNonNull(ledger.stream(name)).forgetting(epochName));
        }
    }

    private void clear(EpochId id) {
        for (var window : ledger.windows(id)) {
            countOrphans(id, window);
            ledger.window(id, window, null);
        }
        ledger.epoch(id, null);
    }

    private void forget(EpochId id, long window) {
        if (ledger.window(id, window) != null) {
            ledger.window(id, window, null);
        }
    }

    private void countOrphans(EpochId id, long window) {
        var pending = ledger.window(id, window);
        for (int i = 0; pending != null && i < pending.opinions().size(); i++) {
            drops.count(DropReason.ORPHAN);
        }
    }

    private void report(WindowMark mark) {
        var id = new EpochId(mark.getStream(), mark.getEpoch());
        var stream = ledger.stream(id.stream());
        var epoch = ledger.epoch(id);
        if (stream == null || epoch == null || mark.getReason() == MarkReason.EPOCH_END) {
            return;
        }
        var plan = mark.getPlan() == null ? null : plans.find(mark.getPlan());
        var told = reporting.marked(id, stream, epoch, ledger.window(id, epoch.next()), Mark.of(mark), plan);
        if (!told.equals(stream)) {
            ledger.stream(id.stream(), told);
        }
    }
}
