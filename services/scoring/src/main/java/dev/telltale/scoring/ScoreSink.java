package dev.telltale.scoring;

import dev.telltale.kit.kafka.DeadLetterReason;
import dev.telltale.kit.kafka.DeadLetters;
import dev.telltale.kit.kafka.KafkaClients;
import dev.telltale.kit.kafka.Publisher;
import dev.telltale.kit.metrics.Meter;
import dev.telltale.kit.metrics.Metrics;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.WindowScore;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where scores and dead letters go. Returns when the broker has acknowledged them: only then may their input be accepted. */
class ScoreSink {
    private final KafkaClients kafka;
    private final Publisher publisher;
    private final Metrics metrics;

    ScoreSink(KafkaClients kafka, Publisher publisher, Metrics metrics) {
        this.kafka = kafka;
        this.publisher = publisher;
        this.metrics = metrics;
    }

    /** @throws java.util.concurrent.CompletionException where one was not acknowledged */
    void publish(List<WindowScore> scores) {
        CompletableFuture.allOf(scores.stream().map(score -> publisher.send(Topic.SCORES, score.getStream(), score))
                .toArray(CompletableFuture[]::new)).join();
        scores.forEach(score -> metrics
                .counter(Meter.SCORES, Names.of(score.getDetector()), score.getOutcome().name()).increment());
    }

    void deadLetter(ConsumerRecord<byte[], byte[]> record, DeadLetterReason reason, String detail) {
        publisher.send(DeadLetters.of(kafka.topics(), Topic.FACES, record, reason, detail)).join();
        metrics.counter(Meter.DEAD_LETTERS, ScoringService.NAME, record.topic(), reason.name()).increment();
    }
}
