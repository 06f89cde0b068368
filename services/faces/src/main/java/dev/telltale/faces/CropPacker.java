package dev.telltale.faces;

import dev.telltale.schemas.CropFormat;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.FaceCrop;
import dev.telltale.vision.Affine;
import dev.telltale.vision.AlignedCrop;
import dev.telltale.vision.CropEncoder;
import dev.telltale.vision.CropSampler;
import dev.telltale.vision.Landmarks;
import dev.telltale.vision.Picture;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/**
 * Cuts and packs the crops that one plan asks for. Every crop has an equal share of the record; one that does not fit is
 * packed as JPEG of falling quality and at last left out, so that a record never grows beyond its limit.
 */
final class CropPacker {
    /** Landmarks and the rest of the record. */
    private static final int OVERHEAD = 48 << 10;
    private static final int[] QUALITIES = {CropEncoder.QUALITY, 85, 75, 60, 40, 20};

    private final AlignedCrop template;
    private final CropEncoder wanted;
    private final int budget;
    private final byte[] rgb;

    CropPacker(DetectorPlan plan, int maxRecordBytes) {
        template = new AlignedCrop(plan.getCropSize(), plan.getCropMargin());
        wanted = "PNG".equals(plan.getCropFormat()) ? CropEncoder.PNG : CropEncoder.JPEG;
        budget = (maxRecordBytes - OVERHEAD) / Math.max(1, plan.getSlots().size());
        rgb = new byte[3 * template.size() * template.size()];
    }

    /**
     * A packed crop.
     *
     * @param crop null where even the smallest file would be larger than its share
     * @param reduced true where it is not what the plan asks for
     */
    record Packed(@Nullable FaceCrop crop, boolean reduced) {}

    Packed cut(int slot, Picture picture, Landmarks face, CropSampler sampler) {
        Affine toPicture = template.toPicture(face);
        sampler.rgb(picture, toPicture, template.size(), template.size(), rgb);
        CropFormat format = wanted == CropEncoder.PNG ? CropFormat.PNG : CropFormat.JPEG;
        byte[] file = wanted.encode(rgb, template.size(), CropEncoder.QUALITY);
        boolean reduced = file.length > budget;
        for (int i = 0; file.length > budget && i < QUALITIES.length; i++) {
            format = CropFormat.JPEG;
            file = CropEncoder.JPEG.encode(rgb, template.size(), QUALITIES[i]);
        }
        return file.length > budget
                ? new Packed(null, true)
                : new Packed(new FaceCrop(slot, format, template.size(), Converted.doubles(toPicture.toArray()),
                        ByteBuffer.wrap(file)), reduced);
    }
}
