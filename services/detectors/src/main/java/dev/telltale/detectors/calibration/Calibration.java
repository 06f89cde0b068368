package dev.telltale.detectors.calibration;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Turns a raw score into a log-likelihood ratio (natural logarithm, synthetic against genuine). Rises with the score. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
@JsonSubTypes({@JsonSubTypes.Type(value = Platt.class, name = "platt"),
    @JsonSubTypes.Type(value = Isotonic.class, name = "isotonic")})
public sealed interface Calibration permits Platt, Isotonic {

    /** The log-likelihood ratio of a raw score. */
    double llr(double score);
}
