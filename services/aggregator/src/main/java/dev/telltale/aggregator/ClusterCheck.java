package dev.telltale.aggregator;

import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What the cluster has to offer before the topology can run. */
final class ClusterCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterCheck.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String TRANSACTIONS = "transaction.version";
    /** KIP-890: each transaction has an epoch of its own, so that no straggler of an aborted one is ever added to the next. */
    private static final short LEAST_TRANSACTIONS = 2;

    private final Admin admin;
    private final List<String> topics;

    ClusterCheck(Admin admin, List<String> topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /** Waits until all topics exist; false where it was stopped before. */
    boolean awaitTopics(BooleanSupplier stopped) {
        while (!stopped.getAsBoolean()) {
            try {
                var missing = new HashSet<>(topics);
                missing.removeAll(admin.listTopics().names().get());
                if (missing.isEmpty()) {
                    return true;
                }
                LOG.info("waiting for topics missing={}", missing);
            } catch (ExecutionException e) {
                LOG.info("waiting for the broker detail={}", e.getCause() == null ? e : e.getCause().getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            pause();
        }
        return false;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Refuses a cluster whose transactions may lose or repeat writes. */
    void requireTransactions() {
        try {
            var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();
            var range = features.get(TRANSACTIONS);
            if (range == null || range.maxVersionLevel() < LEAST_TRANSACTIONS) {
                throw new IllegalStateException(
                        "the cluster's " + TRANSACTIONS + " must be at least " + LEAST_TRANSACTIONS
                                + " (KIP-890), got: " + (range == null ? "none" : range.maxVersionLevel())
                                + "; raise it with kafka-features.sh upgrade --feature " + TRANSACTIONS + "=2");
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot read the cluster's features: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the cluster's features", e);
        }
    }
}
