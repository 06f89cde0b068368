package dev.telltale.kit;

import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.kit.kafka.KafkaClients;
import dev.telltale.kit.metrics.Metrics;

import java.time.InstantSource;

/**
 * What every service is given. Services of one JVM share one.
 *
 * @param config the configuration
 * @param kafka makes clients
 * @param metrics counts
 * @param clock the wall clock
 */
public record ServiceContext(TelltaleConfig config, KafkaClients kafka, Metrics metrics, InstantSource clock)
        implements
            AutoCloseable {

    /** Of a configuration, with the system's clock. */
    public static ServiceContext of(TelltaleConfig config) {
        return new ServiceContext(config, new KafkaClients(config), new Metrics(), InstantSource.system());
    }

    @Override
    public void close() {
        kafka.close();
        metrics.close();
    }
}
