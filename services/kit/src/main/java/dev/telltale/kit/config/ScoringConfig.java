package dev.telltale.kit.config;

import java.time.Duration;

/**
 * The scoring service.
 *
 * @param pool whose detectors this instance runs
 * @param workers threads, each with a share consumer and one single-threaded session per detector; 0: one per core
 * @param startAt where a new group begins: earliest, latest or by_duration:PT30S
 * @param planPatience how long a window waits for a plan that is not known yet
 * @param maxDeliveries the delivery at which a record counts as poison
 */
public record ScoringConfig(
        @Setting(doc = "Pool whose detectors this instance runs.", def = "default") String pool,
        @Setting(doc = "Worker threads; 0 takes one per core.", def = "0") int workers,
        @Setting(doc = "Where a new pool begins to read: earliest, latest or by_duration:PT30S.", def = "by_duration:PT30S") String startAt,
        @Setting(doc = "How long a window waits for a plan that is not known yet before it is given back.", def = "10s") Duration planPatience,
        @Setting(doc = "Delivery at which a record counts as poison; below the broker's own limit of 5.", def = "3") int maxDeliveries) {

    /** Refuses what cannot work. */
    public ScoringConfig {
        Rules.check().given("pool", pool).between("workers", workers, 0, 1024)
                .that(startAt.matches("earliest|latest|by_duration:P.+"), "start-at", startAt,
                        "must be earliest, latest or by_duration:<ISO duration>")
                .positive("plan-patience", planPatience).between("max-deliveries", maxDeliveries, 2, 4).done();
    }
}
