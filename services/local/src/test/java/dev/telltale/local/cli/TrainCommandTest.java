package dev.telltale.local.cli;

import dev.telltale.trainer.blend.BlendLiteTraining;

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
        assertThat(err.toString()).contains("which network? One of", "landmarks68", "blend-lite");
    }

    @Test
    void shouldSayInOneLineThatThereIsNoData() {
        assertThat(run("train", "landmarks68", "--data", folder.toString(), "--out", folder.toString()))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("no annotated faces: ").hasLineCount(1);
    }

    @Test
    void shouldSayInOneLineThatThereAreNoStartWeights() {
        assertThat(run("train", "blend-lite", "--data", folder.toString(), "--out", folder.toString()))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("no start weights: ", "--trunk").hasLineCount(1);
    }

    @Test
    void shouldSayInOneLineThatAFolderHoldsNoFaces() throws IOException {
        Path trunk = Files.createFile(folder.resolve("trunk.onnx"));

        assertThat(run("train", "blend-lite", "--data", folder.toString(), "--trunk", trunk.toString(), "--out",
                folder.resolve("out").toString())).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("holds neither faces nor any of").hasLineCount(1);
    }

    @Test
    void shouldNotTrainAVersionThatTheStoreHolds() throws IOException {
        Path trunk = Files.createFile(folder.resolve("trunk.onnx"));
        Files.createDirectories(folder.resolve("blend-lite").resolve(BlendLiteTraining.shippedRecipe().version()));

        assertThat(run("train", "blend-lite", "--data", folder.toString(), "--trunk", trunk.toString(), "--out",
                folder.toString())).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("exists already", "--out").hasLineCount(1);
    }

    @Test
    void shouldAskWhichFaces() throws IOException {
        Path trunk = Files.createFile(folder.resolve("trunk.onnx"));

        assertThat(run("train", "blend-lite", "--trunk", trunk.toString(), "--out", folder.toString()))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("which faces?", "--data", "--bootstrap-servers");
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
