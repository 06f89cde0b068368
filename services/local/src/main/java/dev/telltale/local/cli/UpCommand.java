package dev.telltale.local.cli;

import dev.telltale.embedded.PortInUseException;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.LoadedConfig;
import dev.telltale.local.supervise.UpProcess;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Telltale on one machine. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "Starts broker, registry and all services on this machine, until Ctrl-C. Data stay.", footer = {
    "", "Examples:", "  telltale up", "  telltale up --set data-dir=/srv/telltale",
    "  telltale up --bootstrap-servers kafka:9092 --registry http://registry:8081", "",
    "Then, in another terminal:", "  telltale streams add rec1 recording.mp4", "  telltale alerts tail"})
final class UpCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Option(names = "--port", defaultValue = "9092", paramLabel = "PORT", description = "Of the broker, on loopback; default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--registry-port", defaultValue = "8081", paramLabel = "PORT", description = "Of the registry, on loopback; default: ${DEFAULT-VALUE}.")
    private int registryPort;

    @Override
    public Integer call() throws InterruptedException {
        requirePort("--port", port);
        requirePort("--registry-port", registryPort);
        LoadedConfig loaded = settings.load();
        Path data = DataFolder.require(loaded.config());
        LogSetup.file(data.resolve("logs").resolve("telltale.log"), TelltaleCommand.debug(spec.commandLine()));
        Optional<UpProcess.Ports> ports = SettingsOptions.namesBroker(loaded)
                ? Optional.empty()
                : Optional.of(new UpProcess.Ports(port, registryPort));
        if (ports.isEmpty()) {
            try (ServiceContext context = ServiceContext.of(loaded.config())) {
                Cluster.topics(context, "kafka.bootstrap-servers is set by "
                        + SettingsOptions.origin(loaded, SettingsOptions.BOOTSTRAP).orElse("nobody")
                        + ", and `telltale up` starts a broker of its own only where nobody sets it");
            }
        }
        try (UpProcess up = UpProcess.start(more -> settings.load(more).config(), ports, settings.full(),
                settings.fileArguments(), news -> Say.err(spec, news))) {
            Say.out(spec, "broker    " + named(up.config().kafka().bootstrapServers()));
            Say.out(spec, "registry  " + named(up.config().registry().url()));
            Say.out(spec, "data      " + data);
            up.children().forEach(child -> Say.out(spec, "child     " + child));
            Say.out(spec, "ready: telltale streams add ID SOURCE; telltale alerts tail; Ctrl-C stops");
            // Told before what is left is closed: that may take a while where the disk is full.
            Errors.tell(spec.commandLine(), up.awaitFailure());
            return ExitCode.FAILURE.code();
        } catch (PortInUseException taken) {
            throw new CliException(ExitCode.UNAVAILABLE, taken.getMessage()
                    + " (--port, --registry-port); is another `telltale up` running?", taken);
        }
    }

    /** 0 takes a free one. */
    private void requirePort(String option, int number) {
        if (number < 0 || number > HIGHEST_PORT) {
            throw new ParameterException(spec.commandLine(),
                    option + " must be 0 to " + HIGHEST_PORT + ", got: " + number);
        }
    }

    /** The address in the words of the documentation of Kafka and its clients, and of our own defaults. */
    private static String named(String address) {
        return address.replace("127.0.0.1", "localhost");
    }

}
