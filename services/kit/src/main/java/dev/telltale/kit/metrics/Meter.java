package dev.telltale.kit.metrics;

import java.util.List;
import java.util.Locale;

/** Every meter of Telltale. The table in the documentation is made from these. */
public enum Meter {
    /** Records that a loop has handled. */
    RECORDS(Kind.COUNTER, "Records handled.", "service", "topic"),
    /** Records that went to a dead-letter topic. */
    DEAD_LETTERS(Kind.COUNTER, "Records that went to a dead-letter topic.", "service", "topic", "reason"),
    /** Records that were left out on purpose. */
    DROPPED(Kind.COUNTER, "Records left out on purpose, by reason.", "service", "reason"),
    /** Transactions that were committed. */
    COMMITS(Kind.COUNTER, "Transactions committed.", "service"),
    /** Transactions that were aborted and done again. */
    ABORTS(Kind.COUNTER, "Transactions aborted and done again.", "service"),
    /** Errors after which a loop went on. */
    LOOP_ERRORS(Kind.COUNTER, "Errors after which a loop went on.", "loop"),
    /** Time from one poll's records to their commit. */
    BATCH_TIME(Kind.TIMER, "Time from a batch's first record to its commit.", "service"),
    /** Windows of a stream that ingest wrote. */
    WINDOWS(Kind.COUNTER, "Windows recorded by ingest.", "stream"),
    /** Marks, by reason. */
    MARKS(Kind.COUNTER, "Window marks written, by reason.", "service", "reason"),
    /** Scores, by detector and outcome. */
    SCORES(Kind.COUNTER, "Scores and abstentions published.", "detector", "outcome"),
    /** Time in a model. */
    INFERENCE_TIME(Kind.TIMER, "Time in the model per face window.", "detector"),
    /** Records that a share consumer gave back. */
    RELEASED(Kind.COUNTER, "Records given back to the share group for another try.", "service"),
    /** From the capture of a window's start to its result. */
    LAG(Kind.TIMER, "From the capture of a window's start to the result of this service.", "service");

    /** What is measured. */
    public enum Kind {
        COUNTER, TIMER, GAUGE
    }

    private final Kind kind;
    private final String sentence;
    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it so
    private final List<String> tags;

    Meter(Kind kind, String sentence, String... tags) {
        this.kind = kind;
        this.sentence = sentence;
        this.tags = List.of(tags);
    }

    /** Micrometer's name: {@code telltale.dead.letters}, which Prometheus shows as {@code telltale_dead_letters_total}. */
    public String meterName() {
        return "telltale." + name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** What is measured. */
    public Kind kind() {
        return kind;
    }

    /** What it says. */
    public String sentence() {
        return sentence;
    }

    /** Names of its tags, in the order in which values are given. */
    public List<String> tags() {
        return tags;
    }

    /** The documentation's table, in Markdown. */
    public static String table() {
        var table = new StringBuilder("| meter | kind | tags | what it says |\n| --- | --- | --- | --- |\n");
        for (var meter : values()) {
            table.append("| `").append(meter.meterName()).append("` | ")
                    .append(meter.kind.name().toLowerCase(Locale.ROOT)).append(" | ")
                    .append(String.join(", ", meter.tags)).append(" | ").append(meter.sentence).append(" |\n");
        }
        return table.toString();
    }
}
