package dev.telltale.local.cli;

import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.kafka.RecordCodec;
import dev.telltale.kit.kafka.TopicAdmin;
import dev.telltale.local.supervise.TopicReader;
import dev.telltale.schemas.Alert;
import dev.telltale.schemas.Appearance;
import dev.telltale.schemas.Topic;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What was found. */
@Command(name = "alerts", mixinStandardHelpOptions = true, description = "Follows alerts, or shows one.", footer = {"",
    "Examples:", "  telltale alerts tail", "  telltale alerts tail --from-beginning --json",
    "  telltale alerts show ALERT"})
final class AlertsCommand implements Runnable {
    private static final Duration POLL = Duration.ofMillis(500);

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which of tail, show?");
    }

    @Command(name = "tail", mixinStandardHelpOptions = true, description = "Prints every transition of every alert until Ctrl-C.", footer = {
        "", "Examples:", "  telltale alerts tail", "  telltale alerts tail --json | jq .fakeProbability"})
    int tail(@Mixin SettingsOptions settings,
            @Option(names = "--from-beginning", description = "Begin with the oldest that is kept.") boolean fromBeginning,
            @Option(names = "--json", description = "The whole record, one JSON object a line.") boolean json) {
        try (ServiceContext context = Cluster.connect(settings.load());
                TopicAdmin admin = new TopicAdmin(context.kafka());
                var consumer = context.kafka().reader("alerts")) {
            String name = context.kafka().topics().of(Topic.ALERTS);
            List<TopicPartition> partitions = IntStream.range(0, admin.partitions(Topic.ALERTS))
                    .mapToObj(number -> new TopicPartition(name, number)).toList();
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            // To standard error: what was asked for is on standard output, and there may be none for days.
            Say.err(spec, "following " + name + " on " + context.config().kafka().bootstrapServers()
                    + (fromBeginning ? " from its beginning" : " from now on") + "; Ctrl-C ends");
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(POLL).forEach(record -> print(context.kafka().codec(), record, json));
            }
        }
        return ExitCode.INTERRUPTED.code();
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows the current state of one alert.", footer = {
        "", "Example:", "  telltale alerts show 01JDKX...", "  telltale alerts show 01JDKX... --json"})
    int show(@Mixin SettingsOptions settings, @Parameters(paramLabel = "ALERT", description = "Its id.") String id,
            @Option(names = "--json", description = "The whole record as one JSON object.") boolean json) {
        try (ServiceContext context = Cluster.connect(settings.load())) {
            Alert alert = TopicReader.table(context.kafka(), Topic.EPISODES, Alert.class).get(id);
            if (alert == null) {
                throw new CliException(ExitCode.BAD_INPUT, "no alert is called '" + id
                        + "'; `telltale alerts tail --from-beginning` shows them");
            }
            print(alert, json);
            if (!json) {
                alert.getAppearances().forEach(this::print);
                Say.out(spec, "  by " + alert.getContributions().stream().map(share -> "%s %.0f %%".formatted(
                        share.getDetector().getDetector(), 100 * share.getShare())).collect(Collectors.joining(", ")));
                alert.getEvidence()
                        .forEach(evidence -> Say.out(spec,
                                "  rests on " + evidence.getTopic() + " " + evidence.getEpoch()
                                        + "/" + evidence.getWindow() + " sha256 " + evidence.getSha256()));
            }
        }
        return ExitCode.OK.code();
    }

    private void print(RecordCodec codec, ConsumerRecord<byte[], byte[]> record, boolean json) {
        try {
            print(codec.decode(Topic.ALERTS, Alert.class, record.value()), json);
        } catch (SerializationException unreadable) {
            Say.err(spec, "telltale alerts tail: left out what stands at " + record.topic() + "-" + record.partition()
                    + "@" + record.offset() + ", it is no alert: " + unreadable.getMessage());
        }
    }

    private void print(Alert alert, boolean json) {
        // Avro's own text form is JSON, with blanks.
        Say.out(spec, json
                ? Json.compact(alert.toString())
                : "%s %-7s %s on %s since %s, most suspicious face %.0f %% fake, evidence %.1f of %.1f%s".formatted(
                        alert.getAt(), alert.getTransition(), alert.getAlert(), alert.getStream(), alert.getSince(),
                        100 * alert.getFakeProbability(), alert.getPeakEvidence(), alert.getThreshold(),
                        alert.getProvisional() ? " (provisional)" : ""));
    }

    private void print(Appearance face) {
        Say.out(spec, "  face %d of epoch %s, windows %d to %d, at %.0f,%.0f (%.0f x %.0f)".formatted(face.getTrack(),
                face.getEpoch(),
                face.getFirstWindow(), face.getLastWindow(), face.getBox().getX(), face.getBox().getY(),
                face.getBox().getWidth(), face.getBox().getHeight()));
    }
}
