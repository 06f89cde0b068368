package dev.telltale.local.process;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** `telltale detect` as a process: what a script that starts it gets to see. */
class DetectProcessTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private Path folder;

    /** As a process, because only there nobody has set logging up, and Kafka, JavaCPP and ONNX Runtime have much to say. */
    @Test
    void shouldPrintOneDocumentAndNothingElseOnEitherStream() throws Exception {
        try (TelltaleProcess detect = TelltaleProcess.start(folder, "detect", "--json", "--sample", "--set",
                "data-dir=" + folder.resolve("data"))) {
            assertThat(detect.awaitEnd()).isZero();
            assertThat(detect.printed()).hasLineCount(1).startsWith("{\"source\":").endsWith("}\n");
        }
    }
}
