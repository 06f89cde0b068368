package dev.telltale.local.cli;

import dev.telltale.kit.config.IngestConfig;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.local.sample.SampleClip;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SourceCheckTest {
    private final IngestConfig config = TelltaleConfig.of(Map.of("telltale.ingest.credentials.desk", "key")).ingest();

    @ParameterizedTest
    @CsvSource({"rtsp://93.184.216.34/live,,'rtsp' are not taken here: telltale.ingest.addresses.schemes",
        "https://10.0.0.1/live,,10.0.0.1 is a private address: telltale.ingest.addresses.allowed",
        "file:///nowhere/clip.mp4,,there is no such file", "rtsps://camera.invalid/live,nobody,nobody",
        "rtsp+listen://0.0.0.0:8554/x,desk,telltale.ingest.listen-beyond-loopback"})
    void shouldDoubtWhatAnIngestLikeThisWouldNotTake(String source, @Nullable String credential, String says) {
        assertThat(SourceCheck.of(source, credential).doubt(config))
                .hasValueSatisfying(doubt -> assertThat(doubt).contains(says));
    }

    @ParameterizedTest
    @CsvSource({"https://camera.invalid/live,", "https://93.184.216.34/live,",
        "rtsp+listen://127.0.0.1:8554/x,desk"})
    void shouldNotDoubtWhatOnlyTimeCanTell(String source, @Nullable String credential) {
        assertThat(SourceCheck.of(source, credential).doubt(config)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"rtsps://0.0.0.0/live,never dialled", "rtsp+listen://0.0.0.0:8554/x,publishers must know",
        "gopher://host/x,of a kind that is not known here", "https://0177.0.0.1/x,its host is a number"})
    void shouldRefuseWhatNoIngestCanTake(String source, String says) {
        assertThatThrownBy(() -> SourceCheck.of(source, null)).hasMessageContaining(says)
                .isInstanceOfSatisfying(CliException.class,
                        refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE));
    }

    @Test
    void shouldRefuseAFileOfThisMachineThatIsNoVideoButOnlyDoubtItsAddress(@TempDir Path folder) throws Exception {
        // Given
        Path text = Files.writeString(folder.resolve("letter.mp4"), "this is a letter, not a film\n".repeat(50));
        Path clip = SampleClip.in(Path.of("target"));

        // When, Then
        assertThatThrownBy(() -> SourceCheck.of(text.toString(), null).doubt(config))
                .hasMessageContaining("letter.mp4: is text").isInstanceOfSatisfying(CliException.class,
                        refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_INPUT));
        assertThat(SourceCheck.of(text.toUri().toString(), null).doubt(config)).isNotEmpty();
        assertThat(SourceCheck.of(clip.toString(), null).doubt(config)).isEmpty();
        assertThatThrownBy(() -> SourceCheck.of("", null)).hasMessageContaining("names no source");
    }
}
