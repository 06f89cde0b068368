package dev.telltale.local.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HostNameTest {
    @ParameterizedTest
    @CsvSource({"desk-7.lab,desk-7.lab", "'Anna\u2019s Mac (2)\n',Anna-s-Mac-2-", "' ',local"})
    void shouldBeWhatAnInstanceMayBeCalled(String name, String instance) {
        assertThat(HostName.asInstance(name)).isEqualTo(instance);
    }

    @Test
    void shouldNotBeLongerThanAnInstanceMayBe() {
        assertThat(HostName.asInstance("x".repeat(101))).hasSize(100);
    }
}
