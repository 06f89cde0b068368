package dev.telltale.scoring;

import dev.telltale.kit.kafka.DeadLetterReason;
import dev.telltale.kit.kafka.KafkaClients;
import dev.telltale.kit.kafka.RecordCodec;
import dev.telltale.kit.kafka.WindowName;
import dev.telltale.kit.tables.PlanTable;
import dev.telltale.schemas.FaceWindow;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.WindowScore;

import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Decides on one record: scored, given back, or dead-lettered. Never leaves a window without an answer if it knows its name. */
final class RecordHandler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordHandler.class);

    private final KafkaClients kafka;
    private final PlanTable plans;
    private final WindowScorer scorer;
    private final ScoreRecords records;
    private final ScoreSink sink;

    RecordHandler(KafkaClients kafka, PlanTable plans, WindowScorer scorer, ScoreRecords records, ScoreSink sink) {
        this.kafka = kafka;
        this.plans = plans;
        this.scorer = scorer;
        this.records = records;
        this.sink = sink;
    }

    /** How the record is to be acknowledged: everything that follows from it has been acknowledged by the broker. */
    AcknowledgeType handle(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        var delivery = record.deliveryCount().orElse((short) 1);
        if (delivery >= kafka.config().scoring().maxDeliveries()) {
            return giveUp(record, DeadLetterReason.POISON, "delivered " + delivery + " times and never finished",
                    delivery);
        }
        FaceWindow window;
        try {
            window = kafka.codec().decode(Topic.FACES, FaceWindow.class, record.value());
        } catch (SerializationException unreadable) {
            if (!RecordCodec.isHopeless(unreadable)) {
                throw unreadable;
            }
            return giveUp(record, DeadLetterReason.UNREADABLE, unreadable.toString(), delivery);
        }
        return score(record, window, delivery);
    }

    private AcknowledgeType score(ConsumerRecord<byte[], byte[]> record, FaceWindow window, int delivery)
            throws InterruptedException {
        var plan = plans.await(window.getPlan(), kafka.config().scoring().planPatience());
        if (plan.isEmpty()) {
            LOG.warn("plan is not known, record is given back plan={}@{} stream={} delivery={}",
                    window.getPlan().getName(), window.getPlan().getVersion(), window.getStream(), delivery);
            return AcknowledgeType.RELEASE;
        }
        sink.publish(scorer.score(window, plan.get(), sha256(record.value()), delivery));
        return AcknowledgeType.ACCEPT;
    }

    /**
     * Dead-letters the record and answers for every detector that will never be asked, from the record's headers: its
     * payload may be what took the workers down.
     */
    private AcknowledgeType giveUp(ConsumerRecord<byte[], byte[]> record, DeadLetterReason reason, String detail,
            int delivery) throws InterruptedException {
        LOG.warn("record is dead-lettered topic={} partition={} offset={} reason={} detail={}", record.topic(),
                record.partition(), record.offset(), reason, detail);
        sink.deadLetter(record, reason, detail);
        var name = WindowName.from(record);
        if (name.isPresent()) {
            sink.publish(poisonScores(name.get(), detail, delivery));
        }
        return AcknowledgeType.REJECT;
    }

    private List<WindowScore> poisonScores(WindowName name, String detail, int delivery) throws InterruptedException {
        var config = kafka.config().scoring();
        var asked = plans.await(name.plan(), config.planPatience()).map(plan -> Names.inPool(plan, config.pool()));
        return asked.orElse(List.of()).stream().map(detector -> records.poison(name, detector, detail, delivery))
                .toList();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        scorer.close();
    }
}
