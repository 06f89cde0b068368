package dev.telltale.kit.config;

import java.time.Duration;
import java.util.List;

/**
 * The scoring service.
 *
 * @param pool whose detectors this instance runs
 * @param workers threads, each with a share consumer and one single-threaded session per detector; 0: one per core
 * @param startAt where a new group begins: earliest, latest or by_duration:PT30S
 * @param planPatience how long a window waits for a plan that is not known yet
 * @param maxDeliveries the delivery at which a record counts as poison
 * @param providers where models run, in the order in which they are tried
 * @param gpu number of the GPU
 * @param gpuMemory most memory that a session takes there
 */
public record ScoringConfig(
        @Setting(doc = "Pool whose detectors this instance runs.", def = "default") String pool,
        @Setting(doc = "Worker threads; 0 takes one per core.", def = "0") int workers,
        @Setting(doc = "Where a new pool begins to read: earliest, latest or by_duration:PT30S.", def = "by_duration:PT30S") String startAt,
        @Setting(doc = "How long a window waits for a plan that is not known yet before it is given back.", def = "10s") Duration planPatience,
        @Setting(doc = "Delivery at which a record counts as poison; below the broker's own limit of 5.", def = "3") int maxDeliveries,
        @Setting(doc = "Where models run, the first that passes a model's self-test: tensorrt, cuda; the CPU is always the last.") List<ExecutionProvider> providers,
        @Setting(doc = "Number of the GPU.", def = "0") int gpu,
        @Setting(doc = "Most GPU memory that a session takes.", def = "2GiB") DataSize gpuMemory) {

    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(15);

    /** Where a model can run besides the CPU. */
    public enum ExecutionProvider {
        TENSORRT, CUDA
    }

    /** Refuses what cannot work. */
    public ScoringConfig {
        Rules.check().given("pool", pool).between("workers", workers, 0, 1024)
                .that(startAt.matches("earliest|latest|by_duration:P.+"), "start-at", startAt,
                        "must be earliest, latest or by_duration:<ISO duration>")
                .positive("plan-patience", planPatience)
                .that(planPatience.compareTo(LONGEST_PATIENCE) <= 0, "plan-patience", planPatience.toMillis() + "ms",
                        "must not be above 15s: the broker takes a record back after 30s")
                .between("max-deliveries", maxDeliveries, 2, 4).between("gpu", gpu, 0, 255).done();
    }
}
