package dev.telltale.faces;

import dev.telltale.schemas.FrameWindow;

import org.jspecify.annotations.Nullable;

/** What a frame window must satisfy beyond its schema. */
public final class FrameWindowRules {
    private static final int SHORTEST = 100;
    private static final int LONGEST = 60_000;

    private FrameWindowRules() {}

    /** What is wrong, in words; null where nothing is. */
    public static @Nullable String fault(String key, FrameWindow window) {
        if (!key.equals(window.getStream())) {
            return "key is '" + key + "', stream is '" + window.getStream() + "'";
        }
        if (window.getWindow() < 0 || window.getWindow() > Long.MAX_VALUE / LONGEST / 1000) {
            return "window must be 0 or more, got: " + window.getWindow();
        }
        if (window.getWindowMillis() < SHORTEST || window.getWindowMillis() > LONGEST) {
            return "windowMillis must be " + SHORTEST + " to " + LONGEST + ", got: " + window.getWindowMillis();
        }
        if (window.getTimeBaseNum() < 1 || window.getTimeBaseDen() < 1) {
            return "time base must be above 0, got: " + window.getTimeBaseNum() + "/" + window.getTimeBaseDen();
        }
        if (window.getSampleAspectNum() < 1 || window.getSampleAspectDen() < 1) {
            return "sample aspect must be above 0, got: " + window.getSampleAspectNum() + ":"
                    + window.getSampleAspectDen();
        }
        return window.getRotation() % 90 == 0 && window.getRotation() >= 0 && window.getRotation() < 360
                ? null
                : "rotation must be 0, 90, 180 or 270, got: " + window.getRotation();
    }
}
