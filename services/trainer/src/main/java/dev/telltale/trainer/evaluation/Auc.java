package dev.telltale.trainer.evaluation;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Area under the {@link Roc} of a list of items, as {@link Bootstrap} needs it. */
public final class Auc {
    private Auc() {}

    /** The area, or NaN without items of both kinds. */
    public static <T> double of(List<T> items, ToDoubleFunction<T> score, Predicate<T> forged) {
        boolean[] labels = new boolean[items.size()];
        int positives = 0;
        for (int i = 0; i < labels.length; i++) {
            labels[i] = forged.test(items.get(i));
            positives += labels[i] ? 1 : 0;
        }
        if (positives == 0 || positives == labels.length) {
            return Double.NaN;
        }
        return Roc.of(items.stream().mapToDouble(score).toArray(), labels).auc();
    }
}
