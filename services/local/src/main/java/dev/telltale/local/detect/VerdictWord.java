package dev.telltale.local.detect;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** The four answers, for a face and for a file; the README defines them, {@link TrackJudge} and {@link FileJudge} decide. */
public enum VerdictWord {
    /** An alert was raised. */
    MANIPULATED,
    /** Single windows look synthetic, or evidence has gathered, but not enough for an alert. */
    SUSPICIOUS,
    /** At least half was judged, none of it is suspicious, and each face speaks for genuine at four to one or better. */
    AUTHENTIC,
    /** Too little could be judged, or what was judged points neither way clearly enough. */
    INCONCLUSIVE;

    /** As it stands in documents. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
