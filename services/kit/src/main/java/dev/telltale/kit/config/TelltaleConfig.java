package dev.telltale.kit.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * Everything that can be set.
 *
 * @param instance name of this process, the same after a restart: its static membership
 * @param dataDir where this machine keeps what it keeps: every other directory is relative to it
 * @param cacheDir for what can be made again
 */
public record TelltaleConfig(
        @Setting(doc = "Name of this process among all of them; a restart under the same name takes its work over at once.", def = "local") String instance,
        @Setting(doc = "Directory of all that this machine keeps: broker, state, models, logs, cache.", def = "~/.telltale") Path dataDir,
        @Setting(doc = "Directory for what can be made again, relative to the data directory: unpacked native libraries, the sample clip.", def = "cache") Path cacheDir,
        TopicsConfig topics,
        KafkaConfig kafka,
        RegistryConfig registry,
        HttpConfig http,
        ModelsConfig models,
        IngestConfig ingest,
        FacesConfig faces,
        ScoringConfig scoring,
        AggregatorConfig aggregator) {

    /** Refuses a name that Kafka would refuse in a client id or a state directory; finds the directories below the data directory. */
    public TelltaleConfig {
        cacheDir = dataDir.resolve(cacheDir);
        models = models.under(dataDir);
        Rules.check().that(instance.matches("[A-Za-z0-9._-]{1,100}"), "instance", "'" + instance + "'",
                "must be 1 to 100 of a-z, A-Z, 0-9, '.', '_' and '-'").done();
    }

    /** Only the given settings and the defaults, as tests want it. */
    public static TelltaleConfig of(Map<String, String> settings) {
        return ConfigLoader.of(settings);
    }
}
