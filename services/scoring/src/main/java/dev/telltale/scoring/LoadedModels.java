package dev.telltale.scoring;

import dev.telltale.detectors.inference.Model;
import dev.telltale.detectors.inference.ModelException;
import dev.telltale.detectors.inference.ProviderChain;
import dev.telltale.detectors.packages.ModelPackage;
import dev.telltale.detectors.packages.ModelStore;
import dev.telltale.detectors.packages.PackageException;
import dev.telltale.detectors.packages.PackageId;
import dev.telltale.schemas.DetectorRef;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models of this process, each read, checked and self-tested once, whichever worker asks first. One that was refused stays
 * refused until the process starts anew: its bytes are named by a digest and do not get better. Thread-safe.
 */
final class LoadedModels {
    /** What came of loading a model. */
    sealed interface Loading {}

    /** It may be used. */
    record Usable(Model model, String sha256) implements Loading {}

    /** It may not; the reason names model, version and cause. */
    record Refused(String reason) implements Loading {}

    private static final Logger log = LoggerFactory.getLogger(LoadedModels.class);

    private final ModelStore store;
    private final ProviderChain providers;
    private final boolean commercialOnly;
    private final Map<DetectorRef, Loading> loaded = new ConcurrentHashMap<>();

    /** @param commercialOnly refuses packages whose licence forbids commercial use */
    LoadedModels(ModelStore store, ProviderChain providers, boolean commercialOnly) {
        this.store = store;
        this.providers = providers;
        this.commercialOnly = commercialOnly;
    }

    /** The model of a plan's detector. */
    Loading get(DetectorRef detector) {
        return loaded.computeIfAbsent(detector, this::load);
    }

    /** Why models that were asked for are not used, by name@version. */
    Map<String, String> refused() {
        Map<String, String> reasons = new TreeMap<>();
        loaded.forEach((detector, loading) -> {
            if (loading instanceof Refused(String reason)) {
                reasons.put(name(detector), reason);
            }
        });
        return reasons;
    }

    private Loading load(DetectorRef detector) {
        try {
            ModelPackage found = store.get(new PackageId(detector.getDetector(), detector.getVersion()));
            String unfit = unfit(found, detector);
            if (unfit != null) {
                return refuse(detector, unfit);
            }
            Model model = Model.load(found, providers);
            log.info("Model is ready detector={} provider={} sha256={}", name(detector), model.provider(),
                    found.sha256());
            return new Usable(model, found.sha256());
        } catch (PackageException | ModelException | IllegalArgumentException e) {
            return refuse(detector, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String unfit(ModelPackage found, DetectorRef detector) {
        if (!detector.getSha256().isEmpty() && !detector.getSha256().equals(found.sha256())) {
            return "the plan asks for " + name(detector) + " with SHA-256 " + detector.getSha256() + ", the store has "
                    + found.sha256();
        }
        if (commercialOnly && !found.manifest().commercialUse()) {
            return name(detector) + " may not be used commercially (licence " + found.manifest().licence()
                    + "), and models.commercial-only is set";
        }
        return null;
    }

    private static Loading refuse(DetectorRef detector, String reason) {
        log.warn("Model is refused detector={} reason={}", name(detector), reason);
        return new Refused(reason);
    }

    /** The detector as name@version. */
    static String name(DetectorRef detector) {
        return detector.getDetector() + "@" + detector.getVersion();
    }
}
