package dev.telltale.local.cli;

import dev.telltale.faces.FaceCount;
import dev.telltale.ingest.SourceReport;
import dev.telltale.kit.config.LoadedConfig;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** What a source gives, or what is wrong with it, in seconds: as ingest would see it with this configuration. */
@Command(name = "test", mixinStandardHelpOptions = true, description = "Opens a source and says what is there, or what is wrong. Needs no broker.", footer = {
    "", "Examples:", "  telltale streams test https://example.org/live.m3u8",
    "  telltale streams test rtsps://camera.example/live --credential desk --json"})
final class StreamsTestCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Parameters(index = "0", paramLabel = "SOURCE", description = "As for streams add. Where somebody has to push, that is waited for.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private String source;

    @Option(names = "--credential", paramLabel = "NAME", description = "Name of the credential in ingest's configuration.")
    private @Nullable String credential;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "8", description = "Longest time to wait for a packet, and to look; default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        if (seconds < 1 || seconds > 300) {
            throw new CliException(ExitCode.USAGE, "--seconds must be from 1 to 300, got: " + seconds);
        }
        SourceCheck checked = SourceCheck.of(source, credential);
        LoadedConfig loaded = settings.load();
        try (FaceCount faces = new FaceCount(ModelFolder.require(loaded))) {
            SourceReport report = checked.look(loaded.config().ingest(), Duration.ofSeconds(seconds), faces::add);
            FaceCount.Found found = faces.found();
            Say.out(spec, json ? Json.line(fields(report, found)) : report.sentence() + "; " + sentence(found));
        }
        return ExitCode.OK.code();
    }

    private static String sentence(FaceCount.Found found) {
        if (found.pictures() == 0) {
            return "no picture could be decoded";
        }
        return switch (found.atOnce()) {
            case 0 -> "no face";
            case 1 -> "1 face, " + found.largestPixels() + " pixels large";
            default -> found.atOnce() + " faces at once, the largest of " + found.largestPixels() + " pixels";
        };
    }

    private static Map<String, @Nullable Object> fields(SourceReport report, FaceCount.Found found) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("live", report.live());
        line.put("codec", report.codec());
        line.put("width", report.width());
        line.put("height", report.height());
        line.put("framesPerSecond", report.framesPerSecond());
        line.put("keyFrameEverySeconds",
                report.keyFrameEvery().isPresent() ? report.keyFrameEvery().get().toMillis() / 1000.0 : null);
        line.put("bitsPerSecond", report.bitsPerSecond());
        line.put("firstPacketAfterSeconds", report.firstPacketAfter().toMillis() / 1000.0);
        line.put("picturesDecoded", found.pictures());
        line.put("facesAtOnce", found.atOnce());
        line.put("largestFacePixels", found.atOnce() == 0 ? null : found.largestPixels());
        return line;
    }
}
