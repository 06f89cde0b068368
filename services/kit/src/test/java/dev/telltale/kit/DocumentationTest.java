package dev.telltale.kit;

import dev.telltale.kit.config.ConfigKeys;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.kit.metrics.Meter;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** The tables of settings and meters in the documentation are made from the code: run with {@code -Ddocs.update} to write them. */
class DocumentationTest {
    private static final Path DOCS = Path.of("..", "..", "docs");

    @Test
    void shouldListEverySetting() throws IOException {
        var table = new StringBuilder("# Settings\n\nEach may stand in `telltale.properties`, in the environment "
                + "(`TELLTALE_KAFKA_BOOTSTRAP_SERVERS`), in a system property or on the\ncommand line; the last named "
                + "wins. `telltale doctor` tells where each value came from.\n\n| setting | default | what it is for |\n"
                + "| --- | --- | --- |\n");
        ConfigKeys.of(TelltaleConfig.class).forEach(key -> table.append("| `").append(key.name())
                .append(key.isMap() ? ".*" : "").append("` | ")
                .append(key.setting().def().isEmpty() ? "" : "`" + key.setting().def() + "`").append(" | ")
                .append(key.setting().doc()).append(" |\n"));
        assertSame(DOCS.resolve("settings.md"), table.toString());
    }

    @Test
    void shouldListEveryMeter() throws IOException {
        assertSame(DOCS.resolve("metrics.md"), "# Meters\n\nServed at `/metrics` in Prometheus' format, where dots are "
                + "underscores and counters end in `_total`.\n\n" + Meter.table());
    }

    private static void assertSame(Path file, String wanted) throws IOException {
        if (System.getProperty("docs.update") != null) {
            Files.createDirectories(DOCS);
            Files.writeString(file, wanted);
        }
        assertThat(file).content().isEqualTo(wanted);
    }
}
