package dev.telltale.trainer.importing;

import dev.telltale.vision.LandmarkPrediction;
import dev.telltale.vision.Landmarks;
import dev.telltale.vision.StillPicture;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Publishes stills as windows with one filled slot. */
public final class StillsImporter {
    private static final Logger log = LoggerFactory.getLogger(StillsImporter.class);

    private final Importing importing;

    public StillsImporter(Importing importing) {
        this.importing = importing;
    }

    /** Publishes all; those that cannot be read, or without a face, are logged and left out. */
    public ImportCounts run(List<LabelledStill> stills) {
        return importing.all(stills, this::publish);
    }

    private ImportCounts publish(LabelledStill still, FaceCutter cutter) {
        try (StillPicture picture = StillPicture.decode(Files.readAllBytes(still.file()))) {
            Optional<LandmarkPrediction> face = face(still, picture);
            if (face.isEmpty()) {
                log.info("no face in still file={}", still.file());
                return ImportCounts.FACELESS;
            }
            SeenFace seen = cutter.cut(picture, face.get(), 0);
            importing.sink().publish(Windows.of(List.of(seen), still.truth(), 0, 1, Windows.PictureSize.of(picture),
                    importing.settings(), importing.clock().instant()));
            return ImportCounts.ofWindows(1);
        } catch (IOException | IllegalArgumentException e) {
            log.warn("still cannot be read file={} cause={}", still.file(), e.toString());
            return ImportCounts.UNREADABLE;
        }
    }

    private Optional<LandmarkPrediction> face(LabelledStill still, StillPicture picture) {
        Landmarks given = still.landmarks();
        if (given != null) {
            return Optional.of(new LandmarkPrediction(given, 1));
        }
        return importing.finder().find(picture).stream()
                .max((a, b) -> Float.compare(a.landmarks().box().longerSide(), b.landmarks().box().longerSide()));
    }
}
