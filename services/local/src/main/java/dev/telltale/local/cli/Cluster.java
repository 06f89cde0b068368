package dev.telltale.local.cli;

import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.LoadedConfig;
import dev.telltale.schemas.Topic;

import org.apache.kafka.clients.admin.Admin;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The cluster that a command talks to. */
final class Cluster {
    private static final int PATIENCE_SECONDS = 5;

    private Cluster() {}

    /** Clients for a cluster that answers and has our topics; else one clear line. */
    static ServiceContext connect(LoadedConfig loaded) {
        ServiceContext context = ServiceContext.of(loaded.config());
        String address = loaded.config().kafka().bootstrapServers();
        Admin admin = context.kafka().admin("check");
        try {
            Set<String> names = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!names.contains(context.kafka().topics().of(Topic.STREAMS))) {
                throw new CliException(ExitCode.UNAVAILABLE, "the broker at " + address + " has no topic "
                        + context.kafka().topics().of(Topic.STREAMS) + "; has `telltale up` run there?");
            }
            return context;
        } catch (TimeoutException | ExecutionException away) {
            throw new CliException(ExitCode.UNAVAILABLE, "no broker answers at " + address
                    + "; `telltale up` starts one, --bootstrap-servers names another", away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.INTERRUPTED, "interrupted", interrupted);
        } finally {
            // A plain close would wait half a minute for a broker that does not answer.
            admin.close(Duration.ZERO);
        }
    }
}
