package dev.telltale.scoring;

import dev.telltale.detectors.score.FaceFrame;
import dev.telltale.schemas.FaceCrop;
import dev.telltale.schemas.FaceSlot;
import dev.telltale.schemas.FaceWindow;
import dev.telltale.vision.AlignedCrop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The crops of a window with what was measured in their frames, as detectors take them. */
final class Frames {
    private Frames() {}

    /**
     * Frames ascending by slot; a crop without its slot's measures is left out.
     *
     * @param margin how the plan has crops cut, as a fraction of the face's longer side
     */
    static List<FaceFrame> of(FaceWindow window, double margin) {
        Map<Integer, FaceSlot> measures = new HashMap<>();
        for (FaceSlot slot : window.getSlots()) {
            measures.put(slot.getSlot(), slot);
        }
        List<FaceFrame> frames = new ArrayList<>();
        for (FaceCrop crop : window.getCrops()) {
            FaceSlot seen = measures.get(crop.getSlot());
            if (seen != null) {
                frames.add(new FaceFrame(crop.getSlot(), new AlignedCrop(crop.getSize(), margin), crop.getData(),
                        seen.getInterocular(), seen.getSharpness(), seen.getYaw()));
            }
        }
        return frames;
    }
}
