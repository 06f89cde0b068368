package dev.telltale.local.cli;

import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.worker.SourceFactory;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.kafka.Publisher;
import dev.telltale.local.supervise.DefaultPlan;
import dev.telltale.local.supervise.TopicReader;
import dev.telltale.schemas.PlanEntry;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Topic;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What is watched. */
@Command(name = "streams", mixinStandardHelpOptions = true, description = "Adds, lists and removes streams.", footer = {
    "", "Examples:", "  telltale streams add news1 rtsp+listen://127.0.0.1:8554/news1",
    "  telltale streams add rec1 recording.mp4", "  telltale streams list", "  telltale streams remove news1"})
final class StreamsCommand implements Runnable {
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9._-]{1,128}");

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which of add, list, remove?");
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Adds or changes a stream.", footer = {"",
        "Examples:", "  telltale streams add news1 rtsp+listen://127.0.0.1:8554/news1 --credential desk",
        "  telltale streams add rec1 recording.mp4",
        "  telltale streams add tv1 https://example.org/live.ts --credential news1"})
    int add(@Mixin SettingsOptions settings,
            @Parameters(index = "0", paramLabel = "ID", description = "1 to 128 of a-z, A-Z, 0-9, '.', '_' and '-'.") String id,
            @Parameters(index = "1", paramLabel = "SOURCE", description = "A file, rtsp+listen://host:port/path to push to, or an http(s) URL.") String source,
            @Option(names = "--credential", paramLabel = "NAME", description = "Name of the credential in ingest's configuration.") @Nullable String credential,
            @Option(names = "--plan", defaultValue = DefaultPlan.NAME, description = "Plan; default: ${DEFAULT-VALUE}.") String plan,
            @Option(names = "--placement", paramLabel = "LABEL", description = "Label of the ingest instances that may take it.") @Nullable String placement) {
        checked(id);
        String address = address(source);
        try (ServiceContext context = Cluster.connect(settings.load())) {
            requirePlan(context, plan);
            StreamSpec stream = StreamSpec.newBuilder().setStream(id).setSource(address).setCredentialRef(credential)
                    .setPlan(plan).setPlacement(placement).build();
            try (Publisher publisher = context.kafka().publisher("streams")) {
                publisher.sendAndWait(Topic.STREAMS, id, stream);
            }
        }
        Say.out(spec, "added " + id);
        return ExitCode.OK.code();
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Stops watching a stream.", footer = {"",
        "Example:", "  telltale streams remove news1"})
    int remove(@Mixin SettingsOptions settings,
            @Parameters(index = "0", paramLabel = "ID", description = "Of the stream.") String id) {
        checked(id);
        try (ServiceContext context = Cluster.connect(settings.load())) {
            if (!TopicReader.table(context.kafka(), Topic.STREAMS, StreamSpec.class).containsKey(id)) {
                throw new CliException(ExitCode.BAD_INPUT,
                        "no stream is called '" + id + "'; `telltale streams list` shows them");
            }
            try (Publisher publisher = context.kafka().publisher("streams")) {
                publisher.sendAndWait(Topic.STREAMS, id, null);
            }
        }
        Say.out(spec, "removed " + id);
        return ExitCode.OK.code();
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists streams and how they are doing.", footer = {
        "", "Examples:", "  telltale streams list", "  telltale streams list --json"})
    int list(@Mixin SettingsOptions settings,
            @Option(names = "--json", description = "One JSON object a line.") boolean json) {
        try (ServiceContext context = Cluster.connect(settings.load())) {
            Map<String, StreamSpec> streams = TopicReader.table(context.kafka(), Topic.STREAMS, StreamSpec.class);
            Map<String, StreamStatus> status = TopicReader.table(context.kafka(), Topic.STATUS, StreamStatus.class);
            streams.values().forEach(stream -> print(stream, status.get(stream.getStream() + "/ingest"),
                    status.get(stream.getStream() + "/aggregator"), json));
            if (streams.isEmpty() && !json) {
                Say.out(spec, "no streams; `telltale streams add ID SOURCE` adds one");
            }
        }
        return ExitCode.OK.code();
    }

    private void print(StreamSpec stream, @Nullable StreamStatus status, @Nullable StreamStatus judged, boolean json) {
        String state = status == null ? SourceState.UNKNOWN.name() : status.getState().name();
        String reason = status == null ? "no ingest has taken it yet" : status.getReason();
        List<String> down = judged == null ? List.of() : judged.getDetectorsDown();
        if (json) {
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("stream", stream.getStream());
            line.put("source", stream.getSource());
            line.put("plan", stream.getPlan());
            line.put("state", state);
            line.put("reason", reason);
            line.put("gaps", status == null ? null : status.getGaps());
            line.put("coverage", judged == null ? null : judged.getCoverage());
            line.put("detectorsDown", down);
            Say.out(spec, Json.line(line));
        } else {
            Say.out(spec, "%-20s %-10s %s%s".formatted(stream.getStream(), state, stream.getSource(),
                    reason == null ? ended(status) : " (" + reason + ")")
                    + (down.isEmpty() ? "" : ", without " + String.join(", ", down)));
        }
    }

    private static String ended(@Nullable StreamStatus status) {
        return status != null && status.getState() == SourceState.RETIRED ? " (end of the recording)" : "";
    }

    /** A stream whose plan nobody knows would wait for ever. */
    private static void requirePlan(ServiceContext context, String plan) {
        List<String> names = TopicReader.table(context.kafka(), Topic.PLANS, PlanEntry.class).keySet().stream()
                .filter(name -> !name.contains("@")).toList();
        if (!names.contains(plan)) {
            throw new CliException(ExitCode.USAGE,
                    "no plan is called '" + plan + "'; there are: " + String.join(", ", names));
        }
    }

    private static void checked(String id) {
        if (!ID.matcher(id).matches()) {
            throw new CliException(ExitCode.USAGE,
                    "a stream's id is 1 to 128 of a-z, A-Z, 0-9, '.', '_' and '-', got: '" + id + "'");
        }
    }

    /** A path becomes an address; an address stays what it is, but carries no password. */
    private static String address(String source) {
        if (!source.contains("://")) {
            Path path = Path.of(source);
            if (!Files.isRegularFile(path)) {
                throw new CliException(ExitCode.BAD_INPUT, source + ": no such file");
            }
            return path.toAbsolutePath().normalize().toUri().toString();
        }
        try {
            SourceFactory.check(source);
            return source;
        } catch (RefusedSourceException refused) {
            throw new CliException(ExitCode.USAGE, String.valueOf(refused.getMessage()), refused);
        }
    }
}
