package dev.telltale.trainer.importing;

import dev.telltale.schemas.PlanRef;
import dev.telltale.vision.AlignedCrop;

import java.time.Duration;

/**
 * How imported windows look: as live ones do.
 *
 * @param plan stamped into them
 * @param crop how faces are cut
 * @param window D
 * @param framesPerWindow slots that get a crop
 * @param windowsPerClip most windows taken of one clip, evenly
 */
public record ImportSettings(PlanRef plan, AlignedCrop crop, Duration window, int framesPerWindow,
        int windowsPerClip) {
    /** Slots of a window. */
    static final int SLOTS = 32;

    public ImportSettings {
        if (framesPerWindow < 1 || framesPerWindow > SLOTS || SLOTS % framesPerWindow != 0) {
            throw new IllegalArgumentException(
                    "frames per window must divide 32, got: " + framesPerWindow);
        }
        if (windowsPerClip < 1) {
            throw new IllegalArgumentException("windows per clip must be at least 1, got: " + windowsPerClip);
        }
    }

    /** Crops of 256 px with a margin of 0.5, windows of 1.28 s with 8 frames. */
    public static ImportSettings standard(PlanRef plan) {
        return new ImportSettings(plan, new AlignedCrop(256, 0.5), Duration.ofMillis(1280), 8, 3);
    }

    /** From one slot with a crop to the next. */
    int slotStep() {
        return SLOTS / framesPerWindow;
    }
}
