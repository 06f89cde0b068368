package dev.telltale.trainer.evaluation;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class AucTest {
    private record Item(double score, boolean forged) {}

    @Test
    void shouldCountPairsInTheRightOrder() {
        // Of the six pairs four are right, one is a tie.
        assertThat(area(new Item(1, false), new Item(2, false), new Item(4, false), new Item(2, true),
                new Item(5, true))).isEqualTo(4.5 / 6);
    }

    @Test
    void shouldBeOneHalfWithoutKnowledgeAndOneWithAll() {
        assertThat(area(new Item(0, false), new Item(0, true), new Item(0, false))).isEqualTo(0.5);
        assertThat(area(new Item(0, false), new Item(1, true))).isEqualTo(1);
        assertThat(area(new Item(1, false), new Item(0, true))).isZero();
    }

    @Test
    void shouldBeNoNumberForOneClass() {
        assertThat(area(new Item(0, true), new Item(1, true))).isNaN();
    }

    private static double area(Item... items) {
        return Auc.of(List.of(items), Item::score, Item::forged);
    }
}
