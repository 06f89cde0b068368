package dev.telltale.local.cli;

import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.LoadedConfig;
import dev.telltale.kit.kafka.Publisher;
import dev.telltale.local.streams.StreamOverview;
import dev.telltale.local.supervise.DefaultPlan;
import dev.telltale.local.supervise.TopicReader;
import dev.telltale.schemas.PlanEntry;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.Topic;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is watched. */
@Command(name = "streams", mixinStandardHelpOptions = true, description = "Adds, lists, tests and removes streams.", subcommands = StreamsTestCommand.class, footer = {
    "", "Examples:", "  telltale streams add news1 rtsp+listen://127.0.0.1:8554/news1 --credential desk",
    "  telltale streams add rec1 recording.mp4", "  telltale streams list", "  telltale streams remove news1"})
final class StreamsCommand implements Runnable {
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9._-]{1,128}");

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which of add, list, test, remove?");
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Adds or changes a stream.", footer = {"",
        "Examples:", "  telltale streams add rec1 recording.mp4",
        "  telltale streams add news1 rtsp+listen://127.0.0.1:8554/news1 --credential desk",
        "  telltale streams add tv1 https://example.org/live.ts --credential news1",
        "  telltale streams add tv2 \"udp://239.1.1.1:5000?program=2\"",
        "", "Where it listens, publish to it with the key that ingest knows as desk, by ffmpeg for example:",
        "  export TELLTALE_INGEST_CREDENTIALS_DESK=KEY; telltale up",
        "  ffmpeg -re -i clip.mp4 -c copy -rtsp_transport tcp -f rtsp \\",
        "      rtsp://me:KEY@127.0.0.1:8554/news1"})
    int add(@Mixin SettingsOptions settings,
            @Parameters(index = "0", paramLabel = "ID", description = "1 to 128 of a-z, A-Z, 0-9, '.', '_' and '-'.") String id,
            @Parameters(index = "1", paramLabel = "SOURCE", description = "A file, rtsp+listen://, rtmp+listen:// or ws+listen://host:port/path or srt+listen://host:port to push to, udp://address:port, v4l2:///dev/video0, or an http(s), rtsp(s), rtmp(s) or srt URL.") String source,
            @Option(names = "--credential", paramLabel = "NAME", description = "Name of the credential in ingest's configuration.") @Nullable String credential,
            @Option(names = "--plan", defaultValue = DefaultPlan.NAME, description = "Plan; default: ${DEFAULT-VALUE}.") String plan,
            @Option(names = "--placement", paramLabel = "LABEL", description = "Label of the ingest instances that may take it.") @Nullable String placement) {
        checked(id);
        SourceCheck checked = SourceCheck.of(source, credential);
        LoadedConfig loaded = settings.load();
        Optional<String> doubt = checked.doubt(loaded.config().ingest());
        try (ServiceContext context = Cluster.connect(loaded)) {
            requirePlan(context, plan);
            StreamSpec stream = StreamSpec.newBuilder().setStream(id).setSource(checked.address())
                    .setCredentialRef(credential)
                    .setPlan(plan).setPlacement(placement).build();
            try (Publisher publisher = context.kafka().publisher("streams")) {
                publisher.sendAndWait(Topic.STREAMS, id, stream);
            }
        }
        Say.out(spec, "added " + id);
        doubt.ifPresent(why -> Say.err(spec, "telltale streams add: warning: an ingest with the settings and files of"
                + " this command would not take it, and `telltale streams list` would say why: " + why));
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

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists streams, how they are doing and what was last said of them.", footer = {
        "", "Examples:", "  telltale streams list", "  telltale streams list --json"})
    int list(@Mixin SettingsOptions settings,
            @Option(names = "--json", description = "One JSON object a line.") boolean json) {
        try (ServiceContext context = Cluster.connect(settings.load())) {
            List<StreamOverview> streams = StreamOverview.all(context.kafka());
            streams.forEach(stream -> Say.out(spec, json ? StreamLine.json(stream) : StreamLine.text(stream)));
            if (streams.isEmpty() && !json) {
                Say.out(spec, "no streams; `telltale streams add ID SOURCE` adds one");
            }
        }
        return ExitCode.OK.code();
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
}
