package dev.telltale.local.streams;

import dev.telltale.kit.kafka.KafkaClients;
import dev.telltale.local.supervise.TopicReader;
import dev.telltale.schemas.Alert;
import dev.telltale.schemas.AlertTransition;
import dev.telltale.schemas.StatusReporter;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.Verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A stream, and the latest that the topics say of it.
 *
 * @param spec what is watched
 * @param ingest how its source is doing; empty while no ingest has taken it
 * @param aggregator how its judging is doing; empty before the first window
 * @param verdict of its newest judged window, the most suspicious face's; empty where none of its newest windows was judged
 * @param alert its newest episode, in its current state; empty where there never was one
 */
public record StreamOverview(StreamSpec spec, Optional<StreamStatus> ingest, Optional<StreamStatus> aggregator,
        Optional<Verdict> verdict, Optional<Alert> alert) {

    /** All streams, by their ids. */
    public static List<StreamOverview> all(KafkaClients kafka) {
        Map<String, StreamSpec> streams = TopicReader.table(kafka, Topic.STREAMS, StreamSpec.class);
        Map<String, StreamStatus> status = TopicReader.table(kafka, Topic.STATUS, StreamStatus.class);
        Map<String, Verdict> verdicts = NewestVerdicts.of(kafka, streams.keySet());
        Map<String, Alert> alerts = TopicReader.table(kafka, Topic.EPISODES, Alert.class).values().stream()
                .collect(Collectors.toMap(Alert::getStream, Function.identity(),
                        BinaryOperator.maxBy(Comparator.comparing(Alert::getAt))));
        return streams.values().stream().map(spec -> new StreamOverview(spec,
                Optional.ofNullable(status.get(key(spec, StatusReporter.INGEST))),
                Optional.ofNullable(status.get(key(spec, StatusReporter.AGGREGATOR))),
                Optional.ofNullable(verdicts.get(spec.getStream())),
                Optional.ofNullable(alerts.get(spec.getStream())))).toList();
    }

    /** Whether an alert is open now. */
    public boolean alerted() {
        return alert.filter(episode -> episode.getTransition() != AlertTransition.CLOSED).isPresent();
    }

    private static String key(StreamSpec spec, StatusReporter reporter) {
        return spec.getStream() + "/" + reporter.name().toLowerCase(Locale.ROOT);
    }
}
