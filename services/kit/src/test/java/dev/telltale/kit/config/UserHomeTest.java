package dev.telltale.kit.config;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class UserHomeTest {
    @Test
    void shouldBeWhatTheShellCallsHome() {
        assertThat(UserHome.of(Map.of("HOME", "/home/guest"), "/home/owner")).isEqualTo(Path.of("/home/guest"));
    }

    @Test
    void shouldBeThatOfThePasswordFileWhereTheShellSaysNothing() {
        assertThat(UserHome.of(Map.of(), "/home/owner")).isEqualTo(Path.of("/home/owner"));
        assertThat(UserHome.of(Map.of("HOME", ""), "/home/owner")).isEqualTo(Path.of("/home/owner"));
    }
}
