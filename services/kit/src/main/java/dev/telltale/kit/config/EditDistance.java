package dev.telltale.kit.config;

/** How far a mistyped word is from a known one. */
public final class EditDistance {
    private EditDistance() {}

    /** Levenshtein's: fewest insertions, deletions and replacements that turn one into the other. */
    public static int between(String from, String to) {
        var previous = new int[to.length() + 1];
        for (var j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (var i = 1; i <= from.length(); i++) {
            var current = new int[to.length() + 1];
            current[0] = i;
            for (var j = 1; j <= to.length(); j++) {
                var replace = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replace, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
