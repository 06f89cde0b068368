package dev.telltale.kit.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The aggregator.
 *
 * @param grace how long an incomplete window waits for its scores
 * @param patience windows after which a silent detector counts as down
 * @param threads Kafka Streams threads
 * @param standbys copies of the state on other instances
 * @param stateDir state stores; relative to the data directory
 */
public record AggregatorConfig(
        @Setting(doc = "How long an incomplete window waits for its scores.", def = "45s") Duration grace,
        @Setting(doc = "Windows after which a silent detector counts as down and is not waited for.", def = "8") int patience,
        @Setting(doc = "Kafka Streams threads.", def = "1") int threads,
        @Setting(doc = "Copies of the state kept ready on other instances.", def = "0") int standbys,
        @Setting(doc = "State stores, relative to the data directory.", def = "streams") Path stateDir) {

    /** Refuses what cannot work. */
    public AggregatorConfig {
        Rules.check().positive("grace", grace).between("patience", patience, 1, 10_000)
                .between("threads", threads, 1, 256).between("standbys", standbys, 0, 16).done();
    }
}
