package dev.telltale.local.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands in the logs of a service. */
class LogFilesTest {
    private static final String STREAMS = "org.apache.kafka.streams.processor.internals.";

    @ParameterizedTest
    @ValueSource(strings = {"logback-lines.xml", "logback-file.xml"})
    void shouldTellAnUnreadableRecordOnce(String configuration, @TempDir Path folder) throws Exception {
        // Given
        LoggerContext context = new LoggerContext();
        context.putProperty("log.level", "INFO");
        context.putProperty("log.file", folder.resolve("service.log").toString());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);

        // When
        configurator.doConfigure(Objects.requireNonNull(LogSetup.class.getClassLoader().getResource(configuration)));

        // Then our own handler's line is there, and that of Kafka Streams with its stack trace is not
        assertThat(context.getLogger("dev.telltale.topology.errors.UnreadableRecordHandler").isWarnEnabled()).isTrue();
        assertThat(context.getLogger(STREAMS + "RecordDeserializer").isWarnEnabled()).isFalse();
        assertThat(context.getLogger(STREAMS + "StreamThread").isWarnEnabled()).isTrue();
        context.stop();
    }
}
