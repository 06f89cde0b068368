package dev.telltale.local.cli;

import dev.telltale.local.sample.SampleClip;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What the command says and returns, without a cluster. */
class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static Stream<CommandLine> commands() {
        return Stream.concat(Stream.of(TelltaleCommand.commandLine()),
                TelltaleCommand.commandLine().getSubcommands().values().stream()
                        .flatMap(command -> Stream.concat(Stream.of(command),
                                command.getSubcommands().values().stream()))
                        .filter(command -> !command.getCommandSpec().usageMessage().hidden()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldShowHelpWithExamplesInEightyColumns(CommandLine command) {
        // When
        String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);

        // Then
        assertThat(help.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        if (!command.getCommandName().equals("help")) {
            assertThat(help).containsPattern("Examples?:");
        }
    }

    @Test
    void shouldSuggestTheNearestCommandAndOption() {
        // When
        int command = run("detekt");
        int option = run("detect", "--jsno");

        // Then
        assertThat(command).isEqualTo(2);
        assertThat(option).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean detect?").contains("did you mean --json?")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldSuggestNothingWhereNothingIsNear() {
        // When
        int exit = run("frobnicate");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("'frobnicate'").doesNotContain("did you mean");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "bogus|telltale: 'bogus' is none of detect, up, run, streams,",
        "train bogus|telltale train: 'bogus' is none of landmarks68, blend-lite (see:",
        "train blend-light|did you mean blend-lite?", "streams lst|did you mean list?",
        "train landmarks68 --bogus|telltale train landmarks68: there is no option --bogus",
        "streams add --credental x|there is no option --credental; did you mean --credential?",
        "detect --set foo|--set must be KEY=VALUE, got: 'foo'"})
    void shouldSayWhatThereIsInsteadOfAWordThatIsNot(String words, String says) {
        // When
        int exit = run(words.split(" "));

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(says);
    }

    @Test
    void shouldShowTheHelpOfTheCommandThatIsNamedAfterTheWordForHelp() {
        // When
        int before = run("--help", "streams", "add");
        String first = out.toString();
        out.getBuffer().setLength(0);
        int after = run("streams", "add", "--help");

        // Then
        assertThat(List.of(before, after)).containsOnly(0);
        assertThat(first).startsWith("Usage: telltale streams add").isEqualTo(out.toString());
    }

    @Test
    void shouldRefuseAnEmptyNameAndALinkThatLeadsInACircle(@TempDir Path folder) throws Exception {
        // Given
        Path one = folder.resolve("one.mp4");
        Path two = Files.createSymbolicLink(folder.resolve("two.mp4"), one);
        Files.createSymbolicLink(one, two);

        // When
        int empty = run("detect", "");
        int loop = run("detect", one.toString());

        // Then
        assertThat(List.of(empty, loop)).containsExactly(2, 3);
        assertThat(err.toString().lines()).satisfiesExactly(
                line -> assertThat(line).startsWith("telltale detect: an empty name names no file"),
                line -> assertThat(line).endsWith("one.mp4: is a link that leads nowhere, or in a circle"));
    }

    @Test
    void shouldNameTheServicesAsTheyAreWritten() {
        // When
        int exit = run("run", "nonsense");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1)
                .contains("no service is called 'nonsense'; there are: aggregator, scoring, faces, ingest");
    }

    @ParameterizedTest
    @CsvSource({"--port,99999", "--port,-1", "--registry-port,65536"})
    void shouldRefuseWhatIsNoPort(String option, String number) {
        // When
        int exit = run("up", option, number);

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(option + " must be 0 to 65535, got: " + number);
    }

    @Test
    void shouldNameEachBadFileInOneLineAndEndWithThree(@TempDir Path folder) throws Exception {
        // Given
        Path text = Files.writeString(folder.resolve("text.mp4"), "this is a letter, not a film\n".repeat(50));
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        Path missing = folder.resolve("missing.mp4");
        Path playlist = Files.writeString(folder.resolve("list.mp4"),
                "#EXTM3U\n#EXT-X-TARGETDURATION:1\nfile:///etc/passwd\n");

        // When
        int exit = run("detect", "--json", text.toString(), empty.toString(), missing.toString(), folder.toString(),
                playlist.toString(), "https://example.org/clip.mp4");

        // Then
        assertThat(exit).isEqualTo(3);
        assertThat(out.toString().lines()).hasSize(6)
                .allSatisfy(line -> assertThat(line).matches("\\{\"source\":\"[^\"]+\",\"error\":\"[^\"]+\"}"))
                .element(2).asString()
                .isEqualTo("{\"source\":\"" + missing + "\",\"error\":\"there is no such file\"}");
        assertThat(err.toString().lines()).hasSize(6)
                .allSatisfy(line -> assertThat(line).startsWith("telltale detect: "));
        assertThat(err.toString()).contains("text.mp4: is text", "missing.mp4: there is no such file", "is a directory",
                "`telltale streams add`");
    }

    @Test
    void shouldRefuseAWrongSettingAndNameTheNearOne() {
        // When
        int exit = run("doctor", "--set", "aggregator.graze=5s");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("telltale.aggregator.graze", "did you mean telltale.aggregator.grace?");
    }

    @Test
    void shouldSayInOneLineThatNoBrokerAnswers() {
        // When
        int exit = run("streams", "list", "--bootstrap-servers", "127.0.0.1:1");

        // Then
        assertThat(exit).isEqualTo(4);
        assertThat(err.toString().lines()).singleElement().asString().contains("no broker answers at 127.0.0.1:1");
    }

    @ParameterizedTest
    @CsvSource({"nowhere.invalid:9092,its name is not known", "9092,leads to no broker"})
    void shouldSayWhatIsWrongWithAnAddress(String address, String says) {
        // When
        int exit = run("streams", "list", "--bootstrap-servers", address);

        // Then
        assertThat(exit).isEqualTo(4);
        assertThat(err.toString()).hasLineCount(1).contains(address, says);
    }

    @Test
    void shouldRefuseASourceWithAPasswordAndNotRepeatIt() {
        // When
        int exit = run("streams", "add", "x", "rtsp://admin:c4nary@10.0.0.1/live", "--bootstrap-servers",
                "127.0.0.1:1");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("credentialRef").doesNotContain("c4nary").doesNotContain("admin");
    }

    @Test
    void shouldTestASourceWithoutABroker(@TempDir Path folder) throws Exception {
        // Given
        Path clip = SampleClip.in(folder);

        // When
        int found = run("streams", "test", clip.toString());
        int json = run("streams", "test", clip.toString(), "--json");
        int refused = run("streams", "test", "https://127.0.0.1/live");
        int scheme = run("streams", "test", "http://example.org/live");

        // Then
        assertThat(List.of(found, json, refused, scheme)).containsExactly(0, 0, 3, 2);
        assertThat(out.toString().lines().toList()).hasSize(2);
        assertThat(out.toString()).contains("frames a second", "; 1 face, ", "\"keyFrameEverySeconds\":",
                "\"facesAtOnce\":1");
        assertThat(err.toString()).contains("127.0.0.1 is a loopback address: telltale.ingest.addresses.allowed",
                "'http' are not taken here");
    }

    @Test
    void shouldPrintACompletionScript() {
        // When
        int exit = run("completion");

        // Then
        assertThat(exit).isZero();
        assertThat(out.toString()).contains("complete -F", "detect", "--bootstrap-servers");
    }

    private int run(String... args) {
        return TelltaleCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
    }
}
