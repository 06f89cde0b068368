package dev.telltale.local.detect;

import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.kafka.Publisher;
import dev.telltale.local.supervise.DefaultPlan;
import dev.telltale.local.supervise.SetupException;
import dev.telltale.local.supervise.TopicReader;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.Pacing;
import dev.telltale.schemas.PlanEntry;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.Thresholds;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.WindowMark;

import com.github.f4b6a3.ulid.UlidCreator;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;

/** Judges files by the pipeline that judges live streams: adds a stream, follows its records to their end, removes it. */
public final class FileDetection {
    /** Nothing new for so long means that something is broken: even a 4K window takes seconds. */
    private static final Duration STUCK = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);
    private final ServiceContext context;
    private final Supplier<Optional<String>> brokenService;

    /** @param brokenService says which service has failed for good; empty while all work */
    public FileDetection(ServiceContext context, Supplier<Optional<String>> brokenService) {
        this.context = context;
        this.brokenService = brokenService;
    }

    /**
     * Judges a file; blocks until it is through.
     *
     * @param progress hears how many seconds of the file are through
     */
    public FileOutcome judge(FileInput.Usable file, DoubleConsumer progress) {
        String stream = "file-" + UlidCreator.getMonotonicUlid();
        try (StreamFollower follower = new StreamFollower(context.kafka(), stream);
                Publisher publisher = context.kafka().publisher("detect-" + stream)) {
            publisher.sendAndWait(Topic.STREAMS, stream, StreamSpec.newBuilder().setStream(stream)
                    .setSource(file.path().toUri().toString()).setPacing(Pacing.FLAT_OUT).setPlan(DefaultPlan.NAME)
                    .build());
            try {
                follow(follower, progress);
            } finally {
                publisher.sendAndWait(Topic.STREAMS, stream, null);
            }
            StreamEvidence evidence = follower.records().evidence(thresholds(follower));
            return outcome(file, evidence);
        }
    }

    private void follow(StreamFollower follower, DoubleConsumer progress) {
        long lastNews = System.nanoTime();
        while (!follower.records().complete()) {
            if (follower.poll(POLL)) {
                lastNews = System.nanoTime();
                progress.accept(follower.records().secondsDone());
            }
            brokenService.get().ifPresent(reason -> {
                throw new SetupException(reason, null);
            });
            if (System.nanoTime() - lastNews > STUCK.toNanos()) {
                throw new SetupException("nothing new for " + STUCK.toSeconds() + " s while waiting for "
                        + follower.records().awaited(), null);
            }
        }
        follower.drain();
    }

    private static FileOutcome outcome(FileInput.Usable file, StreamEvidence evidence) {
        boolean anyDecoded = evidence.marks().stream().anyMatch(mark -> mark.getFrames() > 0);
        if (anyDecoded) {
            double seconds = evidence.seconds();
            Optional<String> shortfall = Shortfall.of(file.length(), seconds);
            Optional<String> trouble = evidence.failure().or(() -> shortfall);
            double whole = shortfall.isPresent() ? file.length().toMillis() / 1e3 : seconds;
            return new FileOutcome.Judged(
                    DocumentBuilder.build(file.name(), evidence.withFailure(trouble), whole), trouble);
        }
        Optional<String> undecodable = evidence.marks().stream()
                .filter(mark -> mark.getReason() == MarkReason.UNDECODABLE).map(WindowMark::getDetail)
                .filter(Objects::nonNull).findFirst();
        return new FileOutcome.Refused(file.name(),
                evidence.failure().or(() -> undecodable).orElse("not one picture of it could be decoded"));
    }

    /** Those of the plan that the verdicts name; the default ones where there are no verdicts. */
    private Thresholds thresholds(StreamFollower follower) {
        Optional<String> plan = follower.records().plan();
        Map<String, PlanEntry> plans = plan.isPresent()
                ? TopicReader.table(context.kafka(), Topic.PLANS, PlanEntry.class)
                : Map.of();
        return plan.map(plans::get).filter(Objects::nonNull).map(PlanEntry::getEntry)
                .filter(DetectorPlan.class::isInstance).map(entry -> ((DetectorPlan) entry).getThresholds())
                .orElseGet(DefaultPlan::thresholds);
    }
}
