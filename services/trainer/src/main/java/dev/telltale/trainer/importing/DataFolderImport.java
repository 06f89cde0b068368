package dev.telltale.trainer.importing;

import dev.telltale.detectors.inference.Model;
import dev.telltale.detectors.landmarks.Landmarks68;
import dev.telltale.vision.CascadeFaceDetector;
import dev.telltale.vision.CascadeSettings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Publishes a whole folder of data sets: {@code faces} (stills) with {@code landmarks/landmarks68.csv}, and {@code clips}, {@code train_clips} and
 * {@code wild} (labelled clips), each with its index.csv, as many of them as there are.
 */
public final class DataFolderImport {
    private static final Logger log = LoggerFactory.getLogger(DataFolderImport.class);
    private static final List<String> CLIP_FOLDERS = List.of("clips", "train_clips", "wild");

    private final Model landmarks;
    private final ImportSettings settings;
    private final InstantSource clock;

    /** An import whose faces are found by OpenCV's cascade and this landmark network. */
    public DataFolderImport(Model landmarks, ImportSettings settings, InstantSource clock) {
        this.landmarks = landmarks;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Publishes everything.
     *
     * @param clients {@code bootstrap.servers}, {@code schema.registry.url} and whatever else clients need
     * @param topic full name of the faces topic
     * @throws IllegalArgumentException where the folder holds none of the data sets
     */
    public ImportCounts run(Path data, Map<String, ?> clients, String topic) {
        ImportCounts counts = ImportCounts.NONE;
        try (KafkaFaceSink sink = new KafkaFaceSink(clients, topic);
                FaceFinder finder = new FaceFinder(new CascadeFaceDetector(CascadeSettings.DEFAULT),
                        new Landmarks68(landmarks))) {
            Importing importing = new Importing(finder, sink, settings, clock);
            Path faces = data.resolve("faces");
            Path table = data.resolve("landmarks/landmarks68.csv");
            if (hasIndex(faces)) {
                counts = counts.plus(told("faces", new StillsImporter(importing)
                        .run(StillsFolder.read(faces, Files.exists(table) ? table : null))));
            }
            ClipsImporter clips = new ClipsImporter(importing);
            for (String kind : CLIP_FOLDERS) {
                if (hasIndex(data.resolve(kind))) {
                    counts = counts.plus(told(kind, clips.run(ClipsFolder.read(data.resolve(kind), kind))));
                }
            }
        }
        if (counts.equals(ImportCounts.NONE)) {
            throw new IllegalArgumentException(data + " holds neither faces nor any of " + CLIP_FOLDERS
                    + " with an index.csv");
        }
        return counts;
    }

    private static ImportCounts told(String set, ImportCounts counts) {
        log.info("data set imported set={} windows={} faceless={} unreadable={}", set, counts.windows(),
                counts.faceless(), counts.unreadable());
        return counts;
    }

    private static boolean hasIndex(Path folder) {
        return Files.isReadable(folder.resolve("index.csv"));
    }
}
