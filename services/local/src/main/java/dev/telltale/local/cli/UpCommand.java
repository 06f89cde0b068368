package dev.telltale.local.cli;

import dev.telltale.embedded.PortInUseException;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.LoadedConfig;
import dev.telltale.local.supervise.UpProcess;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Telltale on one machine. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "Starts broker, registry and all services on this machine, until Ctrl-C. Data stay.", footer = {
    "", "Examples:", "  telltale up", "  telltale up --set data-dir=/srv/telltale",
    "  telltale up --bootstrap-servers kafka:9092 --registry http://registry:8081", "",
    "Then, in another terminal:", "  telltale streams add rec1 recording.mp4", "  telltale alerts tail"})
final class UpCommand implements Callable<Integer> {
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
        LoadedConfig loaded = settings.load();
        Path data = loaded.config().dataDir();
        LogSetup.file(data.resolve("logs").resolve("telltale.log"), TelltaleCommand.debug(spec.commandLine()));
        Optional<UpProcess.Ports> ports = SettingsOptions.namesBroker(loaded)
                ? Optional.empty()
                : Optional.of(new UpProcess.Ports(port, registryPort));
        if (ports.isEmpty()) {
            try (ServiceContext context = ServiceContext.of(loaded.config())) {
                Cluster.topics(context);
            }
        }
        try (UpProcess up = UpProcess.start(more -> settings.load(more).config(), ports, settings.full(),
                settings.fileArguments(), this::tell)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("broker    " + up.config().kafka().bootstrapServers());
            out.println("registry  " + up.config().registry().url());
            out.println("data      " + data);
            up.children().forEach(child -> out.println("child     " + child));
            out.println("ready: telltale streams add ID SOURCE; telltale alerts tail; Ctrl-C stops");
            out.flush();
            throw new CliException(ExitCode.FAILURE, up.awaitFailure());
        } catch (PortInUseException taken) {
            throw new CliException(ExitCode.UNAVAILABLE, taken.getMessage()
                    + " (--port, --registry-port); is another `telltale up` running?", taken);
        }
    }

    /** What a person should know while it runs. */
    private void tell(String news) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(news);
        err.flush();
    }
}
