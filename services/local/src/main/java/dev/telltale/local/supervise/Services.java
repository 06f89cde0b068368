package dev.telltale.local.supervise;

import dev.telltale.aggregator.AggregatorService;
import dev.telltale.faces.FacesService;
import dev.telltale.ingest.IngestService;
import dev.telltale.kit.Service;
import dev.telltale.kit.ServiceContext;
import dev.telltale.scoring.ScoringService;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The services that this command can start, in the order in which they start best. */
public enum Services {
    /** Scores to verdicts to alerts. */
    AGGREGATOR(AggregatorService::new),
    /** Faces to scores. */
    SCORING(ScoringService::new),
    /** Packets to faces. */
    FACES(FacesService::new),
    /** Sources to packets. */
    INGEST(IngestService::new);

    @SuppressWarnings("ImmutableEnumChecker") // constructors
    private final Function<ServiceContext, Service> constructor;

    Services(Function<ServiceContext, Service> constructor) {
        this.constructor = constructor;
    }

    /** A new one, not yet started. */
    public Service create(ServiceContext context) {
        return constructor.apply(context);
    }

    /** As it is written on command lines. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return id();
    }

    /** All names. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(Services::id).toList();
    }
}
