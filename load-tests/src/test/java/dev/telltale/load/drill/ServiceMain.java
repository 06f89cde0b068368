package dev.telltale.load.drill;

import dev.telltale.aggregator.AggregatorService;
import dev.telltale.faces.FacesService;
import dev.telltale.ingest.IngestService;
import dev.telltale.kit.Service;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.ServiceRunner;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.scoring.ScoringService;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** One service as a process: its name, and a file with its settings. */
public final class ServiceMain {
    private ServiceMain() {}

    public static void main(String[] arguments) throws Exception {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[1]))) {
            file.load(reader);
        }
        Map<String, String> settings = new HashMap<>();
        file.forEach((key, value) -> settings.put(key.toString(), value.toString()));
        ServiceContext context = ServiceContext.of(TelltaleConfig.of(settings));
        ServiceRunner.start(context, List.of(service(arguments[0], context))).closeOnSignal().awaitEnd()
                .ifPresent(failure -> {
                    throw new IllegalStateException(failure);
                });
    }

    private static Service service(String name, ServiceContext context) {
        return switch (name) {
            case "ingest" -> new IngestService(context);
            case "faces" -> new FacesService(context);
            case "scoring" -> new ScoringService(context);
            case "aggregator" -> new AggregatorService(context);
            default -> throw new IllegalArgumentException("no such service: " + name);
        };
    }
}
