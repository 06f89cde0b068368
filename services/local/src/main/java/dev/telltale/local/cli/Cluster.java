package dev.telltale.local.cli;

import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.LoadedConfig;
import dev.telltale.schemas.Topic;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

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
        String streams = context.kafka().topics().of(Topic.STREAMS);
        if (!topics(context).contains(streams)) {
            throw new CliException(ExitCode.UNAVAILABLE, "the broker at "
                    + loaded.config().kafka().bootstrapServers() + " has no topic " + streams
                    + "; has `telltale up` run there?");
        }
        return context;
    }

    /** The names of all topics of a cluster that answers; else one clear line. */
    static Set<String> topics(ServiceContext context) {
        String address = context.config().kafka().bootstrapServers();
        Admin admin = admin(context);
        try {
            return admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
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

    /** Kafka looks the names up at once, and refuses them itself. */
    private static Admin admin(ServiceContext context) {
        try {
            return context.kafka().admin("check");
        } catch (KafkaException wrong) {
            throw new CliException(ExitCode.UNAVAILABLE, "'" + context.config().kafka().bootstrapServers()
                    + "' leads to no broker: " + (wrong.getCause() == null ? wrong : wrong.getCause()).getMessage(),
                    wrong);
        }
    }
}
