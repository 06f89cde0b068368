package dev.telltale.local.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class TrainCommandTest {
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void shouldAskWhichNetwork() {
        assertThat(run("train")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("which network? One of", "landmarks68");
    }

    @Test
    void shouldSayInOneLineThatThereIsNoData() {
        assertThat(run("train", "landmarks68", "--data", folder.toString(), "--out", folder.toString()))
                .isEqualTo(ExitCode.FAILURE.code());
        assertThat(err.toString()).contains("no annotated faces: ").hasLineCount(1);
    }

    @Test
    void shouldRefuseARecipeThatMakesNoSense() throws IOException {
        Path recipe = folder.resolve("recipe.yaml");
        Files.writeString(recipe, "version: 1.0.0\nmagic: yes\n");

        assertThat(run("train", "landmarks68", "--data", folder.toString(), "--recipe", recipe.toString()))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("recipe: unknown key magic");
    }

    private int run(String... arguments) {
        CommandLine command = TelltaleCommand.commandLine();
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
