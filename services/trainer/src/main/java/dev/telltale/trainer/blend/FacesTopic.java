package dev.telltale.trainer.blend;

import dev.telltale.detectors.score.FaceFrame;
import dev.telltale.schemas.FaceCrop;
import dev.telltale.schemas.FaceSlot;
import dev.telltale.schemas.FaceWindow;
import dev.telltale.schemas.Truth;
import dev.telltale.schemas.TruthLabel;
import dev.telltale.schemas.serde.AvroDeserializer;
import dev.telltale.vision.Affine;
import dev.telltale.vision.AlignedCrop;
import dev.telltale.vision.Landmarks;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the faces topic from its beginning to where it ends now: everything whose truth is known. */
final class FacesTopic {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private FacesTopic() {}

    /**
     * All faces whose truth is known, in an order that does not depend on partitions.
     *
     * @param settings {@code bootstrap.servers}, {@code schema.registry.url} and whatever else clients need
     * @param topic full name of the faces topic
     * @param margin with which the crops were cut
     */
    static List<LabelledFace> read(Map<String, ?> settings, String topic, double margin) {
        Map<String, Object> own = new HashMap<>(settings);
        own.put("isolation.level", "read_committed");
        List<LabelledFace> faces = new ArrayList<>();
        try (AvroDeserializer<FaceWindow> values = new AvroDeserializer<>(FaceWindow.class)) {
            values.configure(own, false);
            try (KafkaConsumer<String, FaceWindow> consumer = new KafkaConsumer<>(own, new StringDeserializer(),
                    values)) {
                readTo(consumer, topic, margin, faces);
            }
        }
        faces.sort(Comparator.comparing(LabelledFace::window).thenComparingInt(face -> face.frame().slot()));
        return faces;
    }

    private static void readTo(KafkaConsumer<String, FaceWindow> consumer, String topic, double margin,
            List<LabelledFace> faces) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic, PATIENCE).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions, PATIENCE);
        while (partitions.stream().anyMatch(p -> consumer.position(p, PATIENCE) < end.getOrDefault(p, 0L))) {
            for (ConsumerRecord<String, FaceWindow> found : consumer.poll(Duration.ofMillis(200))) {
                add(found.value(), margin, faces);
            }
        }
    }

    private static void add(FaceWindow window, double margin, List<LabelledFace> faces) {
        Truth truth = window.getTruth();
        if (truth == null || truth.getLabel() == TruthLabel.UNKNOWN) {
            return;
        }
        Provenance from = Provenance.of(truth);
        String name = window.getStream() + "/" + window.getEpoch() + "/" + window.getTrack() + "/" + window.getWindow();
        Map<Integer, FaceSlot> slots = new HashMap<>();
        window.getSlots().forEach(slot -> slots.put(slot.getSlot(), slot));
        for (FaceCrop crop : window.getCrops()) {
            FaceSlot slot = slots.get(crop.getSlot());
            if (slot != null) {
                faces.add(face(slot, crop, margin, from, name));
            }
        }
    }

    private static LabelledFace face(FaceSlot slot, FaceCrop crop, double margin, Provenance from, String window) {
        double[] m = crop.getToPicture().stream().mapToDouble(Double::doubleValue).toArray();
        float[] xy = new float[slot.getLandmarks().size()];
        for (int i = 0; i < xy.length; i++) {
            xy[i] = slot.getLandmarks().get(i);
        }
        Landmarks inCrop = Landmarks.of(xy).mapped(new Affine(m[0], m[1], m[2], m[3], m[4], m[5]).inverse());
        FaceFrame frame = new FaceFrame(slot.getSlot(), new AlignedCrop(crop.getSize(), margin), crop.getData(),
                slot.getInterocular(), slot.getSharpness(), slot.getYaw());
        return new LabelledFace(frame, inCrop, from, window);
    }
}
