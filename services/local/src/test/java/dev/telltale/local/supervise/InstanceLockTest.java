package dev.telltale.local.supervise;

import dev.telltale.kit.config.TelltaleConfig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InstanceLockTest {
    @TempDir
    private Path folder;

    @Test
    void shouldLetOneAtATimeRunAServiceUnderAName() {
        // Given
        try (InstanceLock first = InstanceLock.take(config("one"), "faces")) {
            assertThat(first).isNotNull();

            // When, Then
            assertThatThrownBy(() -> InstanceLock.take(config("one"), "faces")).isInstanceOf(SetupException.class)
                    .hasMessageContaining("'one' runs faces already, as process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--set instance=NAME");
            InstanceLock.take(config("one"), "scoring").close();
            InstanceLock.take(config("two"), "faces").close();
        }
        InstanceLock.take(config("one"), "faces").close();
    }

    private TelltaleConfig config(String instance) {
        return TelltaleConfig.of(Map.of("telltale.instance", instance, "telltale.data-dir", folder.toString()));
    }
}
