package dev.telltale.local.cli;

import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.LoadedConfig;
import dev.telltale.schemas.Topic;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The cluster that a command talks to. */
final class Cluster {
    /** For a broker on a machine that is busy starting everything else. */
    private static final int PATIENCE_SECONDS = 30;
    /** For a connection: where nobody listens, nobody need wait. */
    private static final int CONNECT_MILLIS = 3000;

    private static final String ADVICE = "`telltale up` starts one, --bootstrap-servers names another";

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
        return topics(context, ADVICE);
    }

    /** The same; {@code advice} says what to do where nobody answers. */
    static Set<String> topics(ServiceContext context, String advice) {
        requireListener(context.config().kafka().bootstrapServers(), advice);
        Admin admin = admin(context);
        try {
            return admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException away) {
            throw away(context.config().kafka().bootstrapServers(), advice, away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.INTERRUPTED, "interrupted", interrupted);
        } finally {
            // A plain close would wait half a minute for a broker that does not answer.
            admin.close(Duration.ZERO);
        }
    }

    /** Kafka's own client tries again and again where a connection is refused, and logs each time. */
    private static void requireListener(String addresses, String advice) {
        IOException refused = new IOException("no address");
        for (String address : addresses.split(",", -1)) {
            String host = Utils.getHost(address.strip());
            Integer port = Utils.getPort(address.strip());
            if (host == null || port == null) {
                return; // Kafka's client says what is wrong with it
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
                return;
            } catch (IOException nobody) {
                refused = nobody;
            }
        }
        throw away(addresses, advice, refused);
    }

    private static CliException away(String addresses, String advice, Exception cause) {
        String unknown = cause instanceof UnknownHostException ? " (its name is not known)" : "";
        return new CliException(ExitCode.UNAVAILABLE, "no broker answers at " + addresses + unknown + "; " + advice,
                cause);
    }

    /** Kafka refuses what is no address itself. */
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
