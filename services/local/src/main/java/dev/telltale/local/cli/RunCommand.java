package dev.telltale.local.cli;

import dev.telltale.kit.Service;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.LoadedConfig;
import dev.telltale.kit.run.HealthServer;
import dev.telltale.local.supervise.ClusterSetup;
import dev.telltale.local.supervise.InProcess;
import dev.telltale.local.supervise.Parts;
import dev.telltale.local.supervise.Services;
import dev.telltale.local.supervise.Supervisor;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** One service against a cluster. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs one service as a process of its own, until it is told to stop.", footer = {
    "", "Examples:", "  telltale run faces --bootstrap-servers kafka:9092 --registry http://registry:8081",
    "  telltale run scoring --set instance=scoring-2 --set scoring.pool=gpu", "",
    "Each process of a service needs an instance name of its own that stays the",
    "same over restarts: the host's name unless --set instance=NAME, or",
    "TELLTALE_INSTANCE, gives another, as a second one on the same machine needs."})
final class RunCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(500);

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Parameters(paramLabel = "SERVICE", converter = ServiceName.class, description = "One of ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Services service;

    /** Names are told as they are written, in lower case. */
    static final class ServiceName implements ITypeConverter<Services> {
        @Override
        public Services convert(String name) {
            return Arrays.stream(Services.values()).filter(each -> each.id().equalsIgnoreCase(name)).findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "no service is called '" + name + "'; there are: " + String.join(", ", Services.ids())));
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean debug = TelltaleCommand.debug(spec.commandLine());
        String file = System.getProperty("log.file");
        if (file == null) {
            LogSetup.lines(debug);
        } else {
            LogSetup.file(Path.of(file), debug);
        }
        LoadedConfig loaded = loaded();
        try (Parts parts = Parts.closedAtExit()) {
            ServiceContext context = parts.keep(ServiceContext.of(loaded.config()));
            if (Supervisor.isThere()) {
                Supervisor.endWithIt();
            } else {
                Cluster.topics(context);
                new ClusterSetup(context).run();
            }
            Service made = service.create(context);
            InProcess services = parts.keep(new InProcess(loaded.config()));
            services.start(made);
            HealthServer health = parts.keep(HealthServer.start(loaded.config().http(), context.metrics(),
                    () -> Map.of(made.name(), made.health())));
            Say.out(spec, made.name() + " runs against " + loaded.config().kafka().bootstrapServers()
                    + "; health and metrics at "
                    + loaded.config().http().host() + ":" + health.port());
            return watch(services);
        }
    }

    /** Two machines must not go by the same name: each would throw the other out as its own predecessor. */
    private LoadedConfig loaded() {
        LoadedConfig loaded = settings.load();
        boolean named = SettingsOptions.origin(loaded, SettingsOptions.INSTANCE).isPresent();
        return named || Supervisor.isThere()
                ? loaded
                : settings.load(Map.of(SettingsOptions.INSTANCE, HostName.asInstance()));
    }

    private int watch(InProcess services) throws InterruptedException {
        while (true) {
            Optional<String> failed = services.failure();
            if (failed.isPresent()) {
                throw new CliException(ExitCode.FAILURE, failed.get());
            }
            Thread.sleep(LOOK);
        }
    }
}
