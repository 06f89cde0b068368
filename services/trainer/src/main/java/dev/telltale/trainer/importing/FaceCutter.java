package dev.telltale.trainer.importing;

import dev.telltale.schemas.Box;
import dev.telltale.schemas.CropFormat;
import dev.telltale.schemas.FaceCrop;
import dev.telltale.schemas.FaceSlot;
import dev.telltale.vision.Affine;
import dev.telltale.vision.AlignedCrop;
import dev.telltale.vision.CropEncoder;
import dev.telltale.vision.CropSampler;
import dev.telltale.vision.LandmarkPrediction;
import dev.telltale.vision.Landmarks;
import dev.telltale.vision.Picture;
import dev.telltale.vision.quality.FaceQuality;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures faces and cuts them out. Not thread-safe: one per worker. */
final class FaceCutter implements AutoCloseable {
    private final AlignedCrop crop;
    private final CropSampler sampler = new CropSampler();
    private final FaceQuality quality = new FaceQuality();

    FaceCutter(AlignedCrop crop) {
        this.crop = crop;
    }

    SeenFace cut(Picture picture, LandmarkPrediction face, int slot) {
        FaceQuality.Measures measures = quality.measure(picture, face.landmarks());
        Affine toPicture = crop.toPicture(face.landmarks());
        byte[] pixels = new byte[3 * crop.size() * crop.size()];
        sampler.rgb(picture, toPicture, crop.size(), crop.size(), pixels);
        byte[] file = CropEncoder.JPEG.encode(pixels, crop.size(), CropEncoder.QUALITY);
        FaceCrop cut = FaceCrop.newBuilder().setSlot(slot).setFormat(CropFormat.JPEG).setSize(crop.size())
                .setToPicture(Arrays.stream(toPicture.toArray()).boxed().toList()).setData(ByteBuffer.wrap(file))
                .build();
        return new SeenFace(slot(picture, face, slot, measures), cut, measures.worth());
    }

    private static FaceSlot slot(Picture picture, LandmarkPrediction face, int slot, FaceQuality.Measures measures) {
        Landmarks landmarks = face.landmarks();
        return FaceSlot.newBuilder().setSlot(slot).setMicros(picture.time().micros()).setBox(box(landmarks.box()))
                .setLandmarks(listed(landmarks.toArray())).setYaw((float) measures.pose().yaw())
                .setPitch((float) measures.pose().pitch()).setRoll((float) measures.pose().roll())
                .setSharpness((float) measures.sharpness()).setBrightness((float) measures.brightness())
                .setInterocular((float) measures.interocular()).setConfidence(face.confidence()).build();
    }

    private static Box box(dev.telltale.vision.Box box) {
        return Box.newBuilder().setX(box.x()).setY(box.y()).setWidth(box.width()).setHeight(box.height()).build();
    }

    private static List<Float> listed(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }

    @Override
    public void close() {
        sampler.close();
        quality.close();
    }
}
