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

import java.nio.ByteBuffer;

/**
 * Cuts and packs the crops that one plan asks for. Every crop has an equal share of the record; one that does not fit is
 * packed as JPEG of falling quality, so that a record never grows beyond its limit.
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

    FaceCrop cut(int slot, Picture picture, Landmarks face, CropSampler sampler) {
        Affine toPicture = template.toPicture(face);
        sampler.rgb(picture, toPicture, template.size(), template.size(), rgb);
        CropEncoder format = wanted;
        byte[] file = wanted.encode(rgb, template.size(), CropEncoder.QUALITY);
        for (int i = 0; file.length > budget && i < QUALITIES.length; i++) {
            format = CropEncoder.JPEG;
            file = format.encode(rgb, template.size(), QUALITIES[i]);
        }
        return new FaceCrop(slot, format == CropEncoder.PNG ? CropFormat.PNG : CropFormat.JPEG, template.size(),
                Converted.doubles(toPicture.toArray()), ByteBuffer.wrap(file));
    }

    /** True where a crop of this size went out as it was wanted. */
    boolean asWanted(FaceCrop crop) {
        return (crop.getFormat() == CropFormat.PNG) == (wanted == CropEncoder.PNG)
                && crop.getData().remaining() <= budget;
    }
}
