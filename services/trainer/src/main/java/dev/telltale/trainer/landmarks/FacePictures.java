package dev.telltale.trainer.landmarks;

import dev.telltale.vision.StillPicture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Decoded photographs, each read once; closed together. Safe for several threads that only read pixels. */
final class FacePictures implements AutoCloseable {
    private final Map<Path, StillPicture> pictures = new ConcurrentHashMap<>();

    StillPicture get(Path file) {
        return pictures.computeIfAbsent(file, FacePictures::decode);
    }

    private static StillPicture decode(Path file) {
        try {
            return StillPicture.decode(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        pictures.values().forEach(StillPicture::close);
    }
}
