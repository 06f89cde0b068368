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

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One frame of a face, as a slot and a crop.
 *
 * @param slot geometry and quality
 * @param crop pixels
 */
record SeenFace(FaceSlot slot, FaceCrop crop) {
    static SeenFace of(Picture picture, LandmarkPrediction face, int slot, AlignedCrop cut, CropSampler sampler) {
        Landmarks landmarks = face.landmarks();
        FaceMeasures measures = FaceMeasures.of(picture, landmarks, sampler);
        Affine toPicture = cut.toPicture(landmarks);
        byte[] pixels = new byte[3 * cut.size() * cut.size()];
        sampler.rgb(picture, toPicture, cut.size(), cut.size(), pixels);
        byte[] file = CropEncoder.JPEG.encode(pixels, cut.size(), CropEncoder.QUALITY);
        return new SeenFace(
                FaceSlot.newBuilder().setSlot(slot).setMicros(picture.time().micros()).setBox(box(landmarks.box()))
                        .setLandmarks(listed(landmarks.toArray())).setYaw(measures.yaw()).setPitch(measures.pitch())
                        .setRoll((float) landmarks.roll()).setSharpness(measures.sharpness())
                        .setBrightness(measures.brightness()).setInterocular((float) landmarks.interocular())
                        .setConfidence(face.confidence()).build(),
                FaceCrop.newBuilder().setSlot(slot).setFormat(CropFormat.JPEG).setSize(cut.size())
                        .setToPicture(Arrays.stream(toPicture.toArray()).boxed().toList())
                        .setData(ByteBuffer.wrap(file)).build());
    }

    static Box box(dev.telltale.vision.Box box) {
        return Box.newBuilder().setX(box.x()).setY(box.y()).setWidth(box.width()).setHeight(box.height()).build();
    }

    private static List<Float> listed(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }
}
