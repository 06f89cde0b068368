package dev.telltale.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings of a broker that is alone: controller too, one copy of everything, sized for a laptop. */
final class BrokerSettings {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    static final String CLIENT_LISTENER = "PLAINTEXT";

    private BrokerSettings() {}

    static Map<String, String> of(Path folder, int clientPort, int controllerPort, Map<String, String> overrides) {
        var settings = new HashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("log.dirs", folder.toString());
        putListeners(settings, clientPort, controllerPort);
        putSingleCopies(settings);
        putLaptopSizes(settings);
        settings.putAll(overrides);
        return settings;
    }

    private static void putListeners(Map<String, String> settings, int clientPort, int controllerPort) {
        var client = CLIENT_LISTENER + "://" + LoopbackPort.HOST + ":" + clientPort;
        var controller = CONTROLLER_LISTENER + "://" + LoopbackPort.HOST + ":" + controllerPort;
        settings.put("listeners", client + "," + controller);
        settings.put("advertised.listeners", client);
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("inter.broker.listener.name", CLIENT_LISTENER);
        settings.put("listener.security.protocol.map",
                CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        settings.put("controller.quorum.voters", NODE_ID + "@" + LoopbackPort.HOST + ":" + controllerPort);
    }

    private static void putSingleCopies(Map<String, String> settings) {
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
    }

    /** Kafka's own defaults fit a server: 128 MiB for the log cleaner, 50 partitions for each internal topic. */
    private static void putLaptopSizes(Map<String, String> settings) {
        settings.put("offsets.topic.num.partitions", "6");
        settings.put("transaction.state.log.num.partitions", "6");
        settings.put("share.coordinator.state.topic.num.partitions", "6");
        settings.put("log.cleaner.dedupe.buffer.size", Long.toString(8L << 20));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "4");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("auto.create.topics.enable", "false");
        settings.put("log.segment.bytes", Integer.toString(64 << 20));
        settings.put("metric.reporters", "");
    }
}
