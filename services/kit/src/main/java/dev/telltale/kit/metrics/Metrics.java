package dev.telltale.kit.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import java.util.function.Supplier;

/** The meters of this process. */
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** With those of the JVM. */
    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    /** A counter; the values of its tags in their declared order. */
    public Counter counter(Meter meter, String... tagValues) {
        return Counter.builder(meter.meterName()).description(meter.sentence())
                .tags(tags(meter, Meter.Kind.COUNTER, tagValues)).register(registry);
    }

    /** A timer; the values of its tags in their declared order. */
    public Timer timer(Meter meter, String... tagValues) {
        return Timer.builder(meter.meterName()).description(meter.sentence())
                .tags(tags(meter, Meter.Kind.TIMER, tagValues)).register(registry);
    }

    /** A gauge that is read when somebody asks. */
    public void gauge(Meter meter, Supplier<Number> value, String... tagValues) {
        Gauge.builder(meter.meterName(), value).description(meter.sentence())
                .tags(tags(meter, Meter.Kind.GAUGE, tagValues)).register(registry);
    }

    /** Takes a series away: that of a stream that nobody watches any more would be scraped for ever. */
    public void remove(Meter meter, String... tagValues) {
        registry.find(meter.meterName()).tags(tags(meter, meter.kind(), tagValues)).meters().forEach(registry::remove);
    }

    private static Tags tags(Meter meter, Meter.Kind kind, String... values) {
        if (meter.kind() != kind || meter.tags().size() != values.length) {
            throw new IllegalArgumentException(
                    meter + " is a " + meter.kind() + " with tags " + meter.tags() + ", not a " + kind + " with "
                            + values.length);
        }
        var tags = Tags.empty();
        for (var i = 0; i < values.length; i++) {
            tags = tags.and(meter.tags().get(i), values[i]);
        }
        return tags;
    }

    /** Everything in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        registry.close();
    }
}
