package dev.telltale.detectors.score;

/** Why a detector has no opinion. */
public enum AbstainCause {
    /** Fewer distinct frames than it needs. */
    TOO_FEW_FRAMES,
    /** The face is too small, blurred or turned. */
    LOW_QUALITY,
    /** Its score was never calibrated. */
    UNCALIBRATED
}
