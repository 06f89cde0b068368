package dev.telltale.testing;

import dev.telltale.testing.TestCluster.Kind;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

import java.util.Map;
import java.util.TreeMap;

/** Counts where cluster tests ran, and says so in one line after the last test. */
public final class ClusterTally implements TestExecutionListener {
    private static final Map<String, Integer> COUNTS = new TreeMap<>();

    static void started(Kind kind) {
        count(kind + " started");
    }

    static void skipped(Kind kind, String reason) {
        count(kind + " skipped (" + reason + ")");
    }

    private static synchronized void count(String what) {
        COUNTS.merge(what, 1, Integer::sum);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        synchronized (ClusterTally.class) {
            if (!COUNTS.isEmpty()) {
                System.out.println("Clusters for tests: " + COUNTS);
                COUNTS.clear();
            }
        }
    }
}
