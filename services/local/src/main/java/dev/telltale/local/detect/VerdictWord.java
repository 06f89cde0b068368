package dev.telltale.local.detect;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** The four answers, for a face and for a file; the README defines them, {@link TrackJudge} and {@link FileJudge} decide. */
public enum VerdictWord {
    /** An alert was raised. */
    MANIPULATED,
    /** Single windows look synthetic, or evidence has gathered, but not enough for an alert. */
    SUSPICIOUS,
    /** At least half was judged, and none of it is suspicious. */
    AUTHENTIC,
    /** Too little could be judged. */
    INCONCLUSIVE;

    /** As it stands in documents. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
