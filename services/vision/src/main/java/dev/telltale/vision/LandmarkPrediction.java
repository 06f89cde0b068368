package dev.telltale.vision;

/**
 * Landmarks of one face.
 *
 * @param landmarks in pixels of the picture
 * @param confidence that there is a face and the landmarks sit on it, 0 to 1; below 0.5: no face
 */
public record LandmarkPrediction(Landmarks landmarks, float confidence) {}
