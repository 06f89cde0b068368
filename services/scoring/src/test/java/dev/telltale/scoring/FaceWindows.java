package dev.telltale.scoring;

import dev.telltale.schemas.Box;
import dev.telltale.schemas.CropFormat;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.DetectorRef;
import dev.telltale.schemas.FaceCrop;
import dev.telltale.schemas.FaceSlot;
import dev.telltale.schemas.FaceWindow;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.PlannedDetector;
import dev.telltale.schemas.Thresholds;
import dev.telltale.vision.CropEncoder;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Windows and plans for tests. */
final class FaceWindows {
    static final String EPOCH = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    static final List<Integer> SLOTS = List.of(0, 8, 16, 24);
    private static final int CROP = 64;

    private FaceWindows() {}

    static FaceWindow window(String stream, long number, PlanRef plan) {
        return of(stream, number, plan, SLOTS, 60, crop(number));
    }

    static FaceWindow blurred(String stream, long number, PlanRef plan) {
        return of(stream, number, plan, SLOTS, 1, crop(number));
    }

    static FaceWindow ofOneFrame(String stream, long number, PlanRef plan) {
        return of(stream, number, plan, List.of(16), 60, crop(number));
    }

    static FaceWindow withBrokenCrops(String stream, long number, PlanRef plan) {
        return of(stream, number, plan, SLOTS, 60, ByteBuffer.wrap(new byte[]{(byte) 0xFF, (byte) 0xD8, 1, 2, 3}));
    }

    private static FaceWindow of(String stream, long number, PlanRef plan, List<Integer> slots, float sharpness,
            ByteBuffer image) {
        var seen = new ArrayList<FaceSlot>();
        var crops = new ArrayList<FaceCrop>();
        for (var slot : slots) {
            seen.add(new FaceSlot(slot, slot * 40_000L, new Box(10f, 10f, 80f, 80f), Collections.nCopies(136, 1f), 5f,
                    0f, 0f, sharpness, 120f, 55f, 0.9f));
            crops.add(new FaceCrop(slot, CropFormat.JPEG, CROP, List.of(1.0, 0.0, 0.0, 0.0, 1.0, 0.0), image));
        }
        return FaceWindow.newBuilder().setStream(stream).setEpoch(EPOCH).setWindow(number).setTrack(1)
                .setWindowMillis(1280).setCaptureStart(Instant.ofEpochMilli(1_000 * number)).setPlan(plan)
                .setPictureWidth(640).setPictureHeight(360).setSlots(seen).setCrops(crops).setQuality(0.8f).build();
    }

    private static ByteBuffer crop(long seed) {
        var rgb = new byte[3 * CROP * CROP];
        new Random(seed).nextBytes(rgb);
        return ByteBuffer.wrap(CropEncoder.JPEG.encode(rgb, CROP, 95));
    }

    static DetectorPlan plan(String name, int version, List<String> active, List<String> shadow) {
        return DetectorPlan.newBuilder().setName(name).setVersion(version).setActive(planned(active.stream()))
                .setShadow(planned(shadow.stream())).setSlots(SLOTS).setCropMargin(0.5f)
                .setThresholds(Thresholds.newBuilder().setForgetting(0.9).setDrift(0.1).setOpenAt(5).setCloseAt(1)
                        .setSuspiciousLlr(1).setEvidence("a test").build())
                .setCreatedAt(Instant.EPOCH).build();
    }

    private static List<PlannedDetector> planned(Stream<String> names) {
        return names.map(name -> PlannedDetector.newBuilder()
                .setDetector(DetectorRef.newBuilder().setDetector(name).setVersion(TinyModels.VERSION).build())
                .setPool(name.startsWith("elsewhere") ? "gpu" : "default").build()).toList();
    }
}
