package dev.telltale.local.cli;

import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.kafka.Publisher;
import dev.telltale.local.supervise.DefaultPlan;
import dev.telltale.local.supervise.TopicReader;
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

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
        "  telltale streams add rec1 recording.mp4"})
    int add(@Mixin SettingsOptions settings,
            @Parameters(index = "0", paramLabel = "ID", description = "1 to 128 of a-z, A-Z, 0-9, '.', '_' and '-'.") String id,
            @Parameters(index = "1", paramLabel = "SOURCE", description = "A file, or rtsp+listen://host:port/path to push to.") String source,
            @Option(names = "--credential", paramLabel = "NAME", description = "Name of the credential in ingest's configuration.") @Nullable String credential,
            @Option(names = "--plan", defaultValue = DefaultPlan.NAME, description = "Plan; default: ${DEFAULT-VALUE}.") String plan,
            @Option(names = "--placement", paramLabel = "LABEL", description = "Label of the ingest instances that may take it.") @Nullable String placement) {
        checked(id);
        StreamSpec stream = StreamSpec.newBuilder().setStream(id).setSource(address(source))
                .setCredentialRef(credential)
                .setPlan(plan).setPlacement(placement).build();
        publish(settings, id, stream);
        say("added " + id);
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
        say("removed " + id);
        return ExitCode.OK.code();
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists streams and how they are doing.", footer = {
        "", "Examples:", "  telltale streams list", "  telltale streams list --json"})
    int list(@Mixin SettingsOptions settings,
            @Option(names = "--json", description = "One JSON object a line.") boolean json) {
        try (ServiceContext context = Cluster.connect(settings.load())) {
            Map<String, StreamSpec> streams = TopicReader.table(context.kafka(), Topic.STREAMS, StreamSpec.class);
            Map<String, StreamStatus> status = TopicReader.table(context.kafka(), Topic.STATUS, StreamStatus.class);
            streams.values().forEach(stream -> print(stream, status.get(stream.getStream() + "/ingest"), json));
            if (streams.isEmpty() && !json) {
                say("no streams; `telltale streams add ID SOURCE` adds one");
            }
        }
        return ExitCode.OK.code();
    }

    private void print(StreamSpec stream, @Nullable StreamStatus status, boolean json) {
        String state = status == null ? "UNKNOWN" : status.getState().name();
        String reason = status == null ? null : status.getReason();
        if (json) {
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("stream", stream.getStream());
            line.put("source", stream.getSource());
            line.put("plan", stream.getPlan());
            line.put("state", state);
            line.put("reason", reason);
            line.put("gaps", status == null ? null : status.getGaps());
            say(Json.line(line));
        } else {
            say("%-20s %-10s %s%s".formatted(stream.getStream(), state, stream.getSource(),
                    reason == null ? "" : " (" + reason + ")"));
        }
    }

    private void publish(SettingsOptions settings, String id, StreamSpec stream) {
        try (ServiceContext context = Cluster.connect(settings.load());
                Publisher publisher = context.kafka().publisher("streams")) {
            publisher.sendAndWait(Topic.STREAMS, id, stream);
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
            if (URI.create(source).getUserInfo() != null) {
                throw new CliException(ExitCode.USAGE, "an address carries no password; name it with --credential");
            }
        } catch (IllegalArgumentException wrong) {
            throw new CliException(ExitCode.USAGE, "'" + source + "' is no address: " + wrong.getMessage(), wrong);
        }
        return source;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
