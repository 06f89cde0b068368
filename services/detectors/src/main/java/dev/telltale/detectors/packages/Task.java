package dev.telltale.detectors.packages;

/** What a network is for. */
public enum Task {
    /** One logit per crop: above 0 speaks for a synthetic face. */
    FRAME_SCORE,
    /** 68 landmarks and a face logit per crop. */
    LANDMARKS
}
