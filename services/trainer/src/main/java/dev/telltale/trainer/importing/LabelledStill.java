package dev.telltale.trainer.importing;

import dev.telltale.schemas.Truth;
import dev.telltale.vision.Landmarks;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * A picture of one face.
 *
 * @param file JPEG or PNG
 * @param truth what is known of it
 * @param landmarks by hand where there are any, in pixels of the picture; null: a network finds them
 */
public record LabelledStill(Path file, Truth truth, @Nullable Landmarks landmarks) {}
