package dev.telltale.local.train;

import dev.telltale.detectors.inference.Model;
import dev.telltale.detectors.inference.ProviderChain;
import dev.telltale.detectors.packages.BundledModels;
import dev.telltale.detectors.packages.ModelStore;
import dev.telltale.embedded.EmbeddedCluster;
import dev.telltale.local.supervise.DefaultPlan;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;
import dev.telltale.trainer.importing.DataFolderImport;
import dev.telltale.trainer.importing.ImportCounts;
import dev.telltale.trainer.importing.ImportSettings;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Utils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** A broker of its own whose faces topic holds a folder of data sets; it is filled once, and stays for a training that is resumed. */
public final class ImportedFaces implements AutoCloseable {
    private static final TopicNames TOPICS = new TopicNames("telltale");
    private static final String LANDMARKS = "landmarks68";
    /** Written when the topic is whole. */
    private static final String COMPLETE = "import-complete";

    private final EmbeddedCluster cluster;

    private ImportedFaces(EmbeddedCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Opens the broker, and imports the data where that was not done before.
     *
     * @param folder where the broker and the landmark network live
     * @param keep take what an earlier run imported; else it is imported anew
     * @throws IllegalArgumentException where {@code data} holds no data set
     */
    public static ImportedFaces open(Path folder, Path data, boolean keep)
            throws IOException, InterruptedException, ExecutionException {
        Path complete = folder.resolve(COMPLETE);
        boolean imported = keep && Files.exists(complete);
        if (!imported) {
            Utils.delete(folder.toFile());
        }
        Files.createDirectories(folder);
        EmbeddedCluster cluster = EmbeddedCluster.start(folder.resolve("broker"));
        try {
            if (!imported) {
                ImportCounts counts = fill(cluster, folder.resolve("models"), data);
                Files.writeString(complete, counts + System.lineSeparator());
            }
            return new ImportedFaces(cluster);
        } catch (IOException | InterruptedException | ExecutionException | RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    private static ImportCounts fill(EmbeddedCluster cluster, Path models, Path data)
            throws InterruptedException, ExecutionException {
        cluster.createTopics(TOPICS);
        keepForEver(cluster.clientSettings(), TOPICS.of(Topic.FACES));
        BundledModels.extractTo(models);
        ModelStore store = new ModelStore(List.of(models));
        Model landmarks = Model.load(store.get(store.newest(LANDMARKS)), ProviderChain.cpu());
        // Imported windows name a plan, as live ones do; nobody looks it up.
        ImportSettings settings = ImportSettings.standard(new PlanRef(DefaultPlan.NAME, 1));
        return new DataFolderImport(landmarks, settings, InstantSource.system())
                .run(data, cluster.clientSettings(), TOPICS.of(Topic.FACES));
    }

    /** A training may be resumed later than the day after which the topic's records go. */
    private static void keepForEver(Map<String, String> clients, String topic)
            throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(new HashMap<String, Object>(clients))) {
            var retention = new AlterConfigOp(new ConfigEntry("retention.ms", "-1"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic),
                    List.of(retention))).all().get();
        }
    }

    /** Addresses of broker and registry by the names that clients use. */
    public Map<String, String> clients() {
        return cluster.clientSettings();
    }

    /** Full name of the faces topic. */
    public String topic() {
        return TOPICS.of(Topic.FACES);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
