package dev.telltale.topology.errors;

import org.jspecify.annotations.Nullable;

/** What an exception says. */
final class Failures {
    private static final int MOST_WORDS = 500;

    private Failures() {}

    static boolean causedBy(@Nullable Throwable failure, Class<? extends Throwable> type) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Short enough for a header. */
    static String words(Throwable failure) {
        var message = failure.getMessage();
        var words = message == null ? failure.getClass().getSimpleName() : message;
        return words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) : words;
    }
}
