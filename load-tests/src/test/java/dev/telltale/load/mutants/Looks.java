package dev.telltale.load.mutants;

import dev.telltale.detectors.inference.Model;
import dev.telltale.detectors.inference.ProviderChain;
import dev.telltale.detectors.landmarks.Landmarks68;
import dev.telltale.detectors.packages.BundledModels;
import dev.telltale.detectors.packages.ModelStore;
import dev.telltale.faces.FacesSettings;
import dev.telltale.faces.FrameWindowRules;
import dev.telltale.faces.PlanSource;
import dev.telltale.faces.StreamVision;
import dev.telltale.faces.VisionTools;
import dev.telltale.faces.WindowOutput;
import dev.telltale.local.supervise.DefaultPlan;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.PlanRef;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Faces' worker: decodes, detects, follows, measures and cuts as the service does, with the bundled landmark network. */
final class Looks implements AutoCloseable {
    private final VisionTools tools;
    private final PlanSource plans;

    Looks(Path models) {
        BundledModels.extractTo(models);
        ModelStore store = new ModelStore(List.of(models));
        this.tools = VisionTools.withCascade(
                new Landmarks68(Model.load(store.get(store.newest("landmarks68")), ProviderChain.cpu())));
        this.plans = new OnePlan(
                DefaultPlan.of(store.get(store.newest(DefaultPlan.DETECTOR)), Instant.EPOCH));
    }

    /** What became of each window, in their order. */
    List<MarkReason> at(List<FrameWindow> windows) {
        List<MarkReason> reasons = new ArrayList<>();
        try (StreamVision vision = new StreamVision(tools, FacesSettings.DEFAULT, plans, null)) {
            for (FrameWindow window : windows) {
                String fault = FrameWindowRules.fault(window.getStream(), window);
                if (fault != null) {
                    throw new IllegalStateException("ingest wrote what faces refuses: " + fault);
                }
                WindowOutput output = vision.take(window, reasons.size());
                if (output.mark().getWindow() != window.getWindow()
                        || output.faces().size() != output.mark().getTracks().size()) {
                    throw new IllegalStateException("mark " + output.mark() + " of window " + window.getWindow());
                }
                reasons.add(output.mark().getReason());
            }
        }
        return reasons;
    }

    @Override
    public void close() {
        tools.close();
    }

    /** The same for every stream. */
    private record OnePlan(DetectorPlan plan) implements PlanSource {
        @Override
        public DetectorPlan current(String stream) {
            return plan;
        }

        @Override
        public DetectorPlan exactly(PlanRef ref) {
            return plan;
        }
    }
}
