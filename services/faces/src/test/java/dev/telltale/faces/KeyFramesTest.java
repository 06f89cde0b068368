package dev.telltale.faces;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyFramesTest {
    private final KeyFrames keys = new KeyFrames();

    @Test
    void shouldNameTheRecordOfTheLastKeyFrameBeforeAMoment() {
        keys.add(0, 10);
        keys.add(1_000, 11);
        keys.add(5_000, 14);

        assertThat(keys.recordFor(999, -1)).isEqualTo(10);
        assertThat(keys.recordFor(1_000, -1)).isEqualTo(11);
        assertThat(keys.recordFor(4_999, -1)).isEqualTo(11);
        assertThat(keys.recordFor(9_000, -1)).isEqualTo(14);
    }

    @Test
    void shouldNameTheFirstOneWhereAllComeLater() {
        keys.add(3_000, 12);

        assertThat(keys.recordFor(0, -1)).isEqualTo(12);
    }

    @Test
    void shouldNameTheRecordAtHandWhereThereIsNone() {
        assertThat(keys.recordFor(0, 33)).isEqualTo(33);
        keys.add(0, 1);
        keys.clear();
        assertThat(keys.recordFor(0, 34)).isEqualTo(34);
    }
}
