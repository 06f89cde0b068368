package dev.telltale.local.supervise;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PartsTest {
    private final List<String> closed = new ArrayList<>();

    @Test
    void shouldCloseInReverseOrderOnceThoughOneFails() {
        // Given
        Parts parts = Parts.closedAtExit();
        parts.keep(() -> closed.add("first"));
        parts.keep(() -> {
            throw new IllegalStateException("stuck");
        });
        parts.keep(() -> closed.add("last"));

        // When
        parts.close();
        parts.close();

        // Then
        assertThat(closed).containsExactly("last", "first");
    }

    @Test
    void shouldCloseAtOnceWhatComesAfterTheEnd() {
        // Given
        Parts parts = Parts.closedAtExit();
        parts.close();

        // When, Then
        assertThatThrownBy(() -> parts.keep(() -> closed.add("late"))).isInstanceOf(SetupException.class);
        assertThat(closed).containsExactly("late");
    }
}
