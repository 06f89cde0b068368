package dev.telltale.trainer.landmarks;

import dev.telltale.vision.Landmarks;

import java.nio.file.Path;

/**
 * A photograph of one face with its 68 points.
 *
 * @param file the picture
 * @param source the set that it comes from: its folder
 * @param group what must not be divided between training and test: a person, or a block of neighbouring numbers
 * @param landmarks pixels of the picture
 */
public record AnnotatedFace(Path file, String source, String group, Landmarks landmarks) {}
