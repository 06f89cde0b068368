package dev.telltale.scoring;

import dev.telltale.detectors.score.FaceFrame;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.FaceCrop;
import dev.telltale.schemas.FaceSlot;
import dev.telltale.schemas.FaceWindow;
import dev.telltale.vision.AlignedCrop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** A window's crops together with what its slots say of them, as detectors want to see them. */
final class FaceFrames {
    private FaceFrames() {}

    /** Ascending by slot. Crops whose slot says nothing are left out. */
    static List<FaceFrame> of(FaceWindow window, DetectorPlan plan) {
        var slots = new HashMap<Integer, FaceSlot>();
        window.getSlots().forEach(slot -> slots.put(slot.getSlot(), slot));
        var frames = new ArrayList<FaceFrame>();
        for (var crop : window.getCrops()) {
            var slot = slots.get(crop.getSlot());
            if (slot != null) {
                frames.add(frame(crop, slot, plan));
            }
        }
        return frames;
    }

    private static FaceFrame frame(FaceCrop crop, FaceSlot slot, DetectorPlan plan) {
        var cut = new AlignedCrop(crop.getSize(), plan.getCropMargin());
        return new FaceFrame(crop.getSlot(), cut, crop.getData(), slot.getInterocular(), slot.getSharpness(),
                slot.getYaw());
    }
}
