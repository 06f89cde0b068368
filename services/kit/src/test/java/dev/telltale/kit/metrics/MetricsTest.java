package dev.telltale.kit.metrics;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MetricsTest {
    @Test
    void shouldForgetOneSeriesAndKeepTheOthers() {
        try (var metrics = new Metrics()) {
            // Given
            metrics.counter(Meter.WINDOWS, "gone").increment();
            metrics.counter(Meter.WINDOWS, "stays").increment();

            // When
            metrics.remove(Meter.WINDOWS, "gone");

            // Then
            assertThat(metrics.scrape()).contains("telltale_windows_total{stream=\"stays\"} 1.0")
                    .doesNotContain("gone");
        }
    }
}
