package dev.telltale.faces;

import dev.telltale.detectors.landmarks.Landmarks68;
import dev.telltale.kit.Health;
import dev.telltale.kit.Service;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.FacesConfig;
import dev.telltale.kit.loop.IdleRule;
import dev.telltale.kit.loop.Loop;
import dev.telltale.kit.loop.TransactionalLoop;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.Topic;
import dev.telltale.vision.tracking.TrackerSettings;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Function;

/** FrameWindow to FaceWindow: decodes each stream once, follows every face in it, and cuts the crops that its plan asks for. */
public final class FacesService implements Service {
    static final String NAME = "faces";

    private final ServiceContext context;
    private final Function<Landmarks68, VisionTools> eyes;
    private @Nullable StreamPlans plans;
    private @Nullable VisionTools tools;
    private @Nullable Loop opening;
    private volatile @Nullable TransactionalLoop work;
    private volatile boolean closed;

    /** Does nothing until it is started. */
    public FacesService(ServiceContext context) {
        this(context, VisionTools::withCascade);
    }

    /** With eyes of one's own, made round the store's landmark network. */
    FacesService(ServiceContext context, Function<Landmarks68, VisionTools> eyes) {
        this.context = context;
        this.eyes = eyes;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        VisionTools opened = eyes.apply(LandmarkStore.newest(context.config().models().store()));
        StreamPlans known = new StreamPlans(context);
        tools = opened;
        plans = known;
        // No window can be stamped before there is a plan, and whoever publishes it may start after us.
        opening = new Loop("faces-opening", () -> open(opened, known),
                IdleRule.doubling(Duration.ofMillis(50), Duration.ofSeconds(1)), context.metrics()).start();
    }

    private boolean open(VisionTools opened, StreamPlans known) throws InterruptedException {
        if (work == null && known.awaitReady() && known.hasDefault() && !closed) {
            FacesConfig config = context.config().faces();
            work = TransactionalLoop.start(context,
                    new TransactionalLoop.Plan<>(NAME, Topic.WINDOWS, FrameWindow.class, config.commitEvery(),
                            config.cpuPerWindow()),
                    new FacesHandler(context, opened, settings(config), known));
        }
        return false;
    }

    private static FacesSettings settings(FacesConfig config) {
        TrackerSettings base = TrackerSettings.DEFAULT;
        return new FacesSettings(FacesSettings.DEFAULT.limits(),
                new TrackerSettings(config.detectEvery(), Math.min(base.detectEveryIdle(), config.detectEvery()),
                        base.lostAfter(), base.confirmAfter(), base.minDetection(), base.minLandmarks(),
                        base.unconfirmedFrames(), base.maxFaces()),
                FacesSettings.DEFAULT.maxRecordBytes());
    }

    @Override
    public Health health() {
        TransactionalLoop running = work;
        StreamPlans known = plans;
        if (running != null) {
            return running.health();
        }
        return known == null || known.health().isReady()
                ? new Health.Starting("a plan named " + StreamPlans.DEFAULT_PLAN)
                : known.health();
    }

    @Override
    public void close(Duration drain) {
        closed = true;
        if (opening != null) {
            opening.close();
        }
        TransactionalLoop running = work;
        if (running != null) {
            running.close(drain);
        }
        if (plans != null) {
            plans.close();
        }
        // Native code that does not return still uses them: the process ends with it.
        boolean inUse = running != null && running.isAlive();
        if (tools != null && !inUse) {
            tools.close();
            tools = null;
        }
    }
}
