package dev.telltale.scoring;

import dev.telltale.detectors.inference.Model;
import dev.telltale.detectors.inference.ModelException;
import dev.telltale.detectors.inference.ProviderChain;
import dev.telltale.detectors.packages.ModelStore;
import dev.telltale.detectors.packages.PackageException;
import dev.telltale.detectors.packages.PackageId;
import dev.telltale.schemas.DetectorRef;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The models of this process: each package read, checked and tried once, whoever asks first. Thread-safe. */
final class ModelShelf {
    private static final Logger LOG = LoggerFactory.getLogger(ModelShelf.class);
    /** A package that is missing now may be imported in a minute. */
    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

    /** What came of a package. */
    sealed interface Shelved {
        /** It may be used. */
        record Usable(Model model) implements Shelved {}

        /** It may not; why, and since when we know. */
        record Refused(String reason, Instant at) implements Shelved {}
    }

    private final ModelStore store;
    private final ProviderChain providers;
    private final boolean commercialOnly;
    private final InstantSource clock;
    private final Map<DetectorRef, Shelved> shelf = new ConcurrentHashMap<>();

    ModelShelf(ModelStore store, ProviderChain providers, boolean commercialOnly, InstantSource clock) {
        this.store = store;
        this.providers = providers;
        this.commercialOnly = commercialOnly;
        this.clock = clock;
    }

    /** The model that a plan names; takes the time of loading and of its self-test where it is new. */
    Shelved get(DetectorRef ref) {
        return Objects.requireNonNull(
                shelf.compute(ref, (name, before) -> isWorthATry(before) ? load(ref) : Objects.requireNonNull(before)));
    }

    private boolean isWorthATry(@Nullable Shelved before) {
        return switch (before) {
            case null -> true;
            case Shelved.Usable(var model) -> false;
            case Shelved.Refused(var reason, var at) -> Duration.between(at, clock.instant()).compareTo(TRY_AGAIN) > 0;
        };
    }

    private Shelved load(DetectorRef ref) {
        try {
            var found = store.get(new PackageId(ref.getDetector(), ref.getVersion()));
            if (commercialOnly && !found.manifest().commercialUse()) {
                return refused(ref,
                        Names.of(ref) + ": its licence (" + found.manifest().licence() + ") forbids commercial use");
            }
            if (!ref.getSha256().isEmpty() && !ref.getSha256().equals(found.sha256())) {
                // Other bytes under the same name are another model.
                return refused(ref, Names.of(ref) + ": the plan asks for SHA-256 " + ref.getSha256()
                        + ", the package has " + found.sha256());
            }
            var model = Model.load(found, providers);
            LOG.info("model is loaded model={} sha256={} provider={}", found.id(), found.sha256(), model.provider());
            return new Shelved.Usable(model);
        } catch (PackageException | ModelException | IllegalArgumentException unusable) {
            return refused(ref, String.valueOf(unusable.getMessage()));
        }
    }

    private Shelved.Refused refused(DetectorRef ref, String reason) {
        LOG.warn("model is refused model={} reason={}", Names.of(ref), reason);
        return new Shelved.Refused(reason, clock.instant());
    }

    /** What is not as it should be at present: models that are refused, or run on a slower provider than the first choice. */
    Map<String, String> faults() {
        var faults = new TreeMap<String, String>();
        var first = providers.providers().getFirst().label();
        shelf.forEach((ref, state) -> {
            switch (state) {
                case Shelved.Refused(var reason, var at) -> faults.put(Names.of(ref), reason);
                case Shelved.Usable(var model) -> {
                    if (!model.provider().equals(first)) {
                        faults.put(Names.of(ref), "runs on " + model.provider() + ", not on " + first);
                    }
                }
            }
        });
        return faults;
    }
}
