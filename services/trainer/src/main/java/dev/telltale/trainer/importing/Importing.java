package dev.telltale.trainer.importing;

import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What every import needs.
 *
 * @param finder finds faces and their landmarks
 * @param sink takes the windows
 * @param settings how windows are cut
 * @param clock dates them
 */
public record Importing(FaceFinder finder, FaceWindowSink sink, ImportSettings settings, InstantSource clock) {

    /** Publishes items one after the other and adds up what became of them. */
    <T> ImportCounts all(List<T> items, BiFunction<T, FaceCutter, ImportCounts> publish) {
        try (FaceCutter cutter = new FaceCutter(settings.crop())) {
            return items.stream().map(item -> publish.apply(item, cutter)).reduce(ImportCounts.NONE,
                    ImportCounts::plus);
        }
    }
}
