package dev.telltale.detectors.inference;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class OrtRuntimeTest {
    private static final int LONG_COMMAND_LINE = 40_000;

    /** What the JVM below runs. */
    static final class Starts {
        private Starts() {}

        public static void main(String[] arguments) {
            assertThat(OrtRuntime.environment()).isNotNull();
        }
    }

    @Test
    void shouldSurviveALongCommandLine() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

        Process process = new ProcessBuilder(java, "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1",
                "-cp", classPath, Starts.class.getName(), "/x".repeat(LONG_COMMAND_LINE / 2))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
