package dev.telltale.trainer.blend;

import dev.telltale.detectors.score.FaceFrame;
import dev.telltale.vision.Landmarks;

/**
 * One frame of a face whose truth is known.
 *
 * @param frame the crop and its quality
 * @param landmarks in pixels of the crop
 * @param from where it comes from
 * @param window names the window that it belongs to
 */
record LabelledFace(FaceFrame frame, Landmarks landmarks, Provenance from, String window) {}
