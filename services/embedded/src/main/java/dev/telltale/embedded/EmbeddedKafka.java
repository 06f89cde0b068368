package dev.telltale.embedded;

import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A Kafka broker, controller included, inside this JVM: loopback only, its data in one folder, restartable there.
 *
 * <p>
 * Put together as {@link KafkaRaftServer} does it, but with sockets that were bound beforehand (a free port is known
 * without a race, a taken one is refused before anything starts) and without the right to halt the JVM.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);
    /** Kafka's own limit is five minutes. */
    private static final Duration SHUTDOWN = Duration.ofSeconds(5);

    private final BrokerServer broker;
    private final ControllerServer controller;
    private final BrokerFailure failure;
    private final DiskGuard guard;
    private final String bootstrapServers;

    private EmbeddedKafka(BrokerServer broker, ControllerServer controller, BrokerFailure failure, BrokerFolder folder,
            String bootstrapServers) {
        this.broker = broker;
        this.controller = controller;
        this.failure = failure;
        this.guard = DiskGuard.watching(folder, this::stopForWantOfRoom);
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts on any free port. */
    public static EmbeddedKafka start(Path folder) {
        return start(folder, 0, Map.of());
    }

    /**
     * Starts a broker.
     *
     * @param folder where it keeps its data; created and formatted where it is new
     * @param port on 127.0.0.1; 0: any free one
     * @param overrides broker settings by Kafka's names that go before ours
     * @throws EmbeddedException where port or folder cannot be used
     */
    public static EmbeddedKafka start(Path folder, int port, Map<String, String> overrides) {
        try (var clientPort = LoopbackPort.bind("broker", port);
                var controllerPort = LoopbackPort.bind("broker's controller", 0)) {
            var data = BrokerFolder.open(folder);
            data.format(BrokerSettings.NODE_ID, BrokerSettings.CONTROLLER_LISTENER);
            var settings = BrokerSettings.of(data.path(), clientPort.number(), controllerPort.number(), overrides);
            return start(data, new KafkaConfig(settings, false), clientPort, controllerPort);
        }
    }

    private static EmbeddedKafka start(BrokerFolder folder, KafkaConfig config, LoopbackPort clientPort,
            LoopbackPort controllerPort) {
        var failure = new BrokerFailure(folder);
        failure.takeOverHalt();
        var found = KafkaRaftServer.initializeLogDirs(config, log, "");
        var shared = new SharedServer(config, found._1(), Time.SYSTEM,
                Server.initializeMetrics(config, Time.SYSTEM, found._1().clusterId().orElseThrow()),
                CompletableFuture.completedFuture(Map.of(BrokerSettings.NODE_ID, controllerPort.address())),
                List.of(), failure, sockets(clientPort, controllerPort));
        var kafka = new EmbeddedKafka(new BrokerServer(shared),
                new ControllerServer(shared, KafkaRaftServer.configSchema(), found._2()), failure, folder,
                LoopbackPort.HOST + ":" + clientPort.number());
        kafka.startup(folder);
        return kafka;
    }

    private static ServerSocketFactory sockets(LoopbackPort clientPort, LoopbackPort controllerPort) {
        return (listener, address, backlog, receiveBuffer) -> {
            var port = BrokerSettings.CONTROLLER_LISTENER.equals(listener) ? controllerPort : clientPort;
            return port.handOver();
        };
    }

    private void startup(BrokerFolder folder) {
        try {
            controller.startup();
            broker.startup();
        } catch (Throwable failed) {
            close();
            throw failure.future().getNow(new EmbeddedException("the broker in " + folder.path() + " does not start: "
                    + failed.getMessage(), failed));
        }
        log.info("broker started address={} folder={}", bootstrapServers, folder.path());
    }

    /** {@code 127.0.0.1:port}, what clients call {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Completes, with a line for people, when the broker has died by itself: a full disk, a failing one. */
    public CompletableFuture<EmbeddedException> failure() {
        return failure.future().copy();
    }

    private void stopForWantOfRoom() {
        failure.diskFull();
        close();
    }

    /**
     * Stops it cleanly; what was acknowledged is there after the next start in the same folder. Waits where the broker is
     * being stopped already.
     */
    @Override
    public synchronized void close() {
        guard.close();
        // One that has died has nobody left to hand its partitions to, and would wait for that in vain.
        broker.shutdown(failure.future().isDone() ? Duration.ofSeconds(1) : SHUTDOWN);
        controller.shutdown();
    }
}
