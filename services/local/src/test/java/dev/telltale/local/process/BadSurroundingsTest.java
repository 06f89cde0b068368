package dev.telltale.local.process;

import dev.telltale.detectors.packages.BundledModels;
import dev.telltale.local.sample.SampleClip;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A machine on which something is not as it should be: one line says what, and what to do. */
class BadSurroundingsTest {
    private static final String MODEL = "blend-lite/1.1.0/model.onnx";
    private static final String MANIFEST = "blend-lite/1.1.0/manifest.json";

    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private Path folder;

    @Test
    void shouldRefuseAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            Command broker = up("--port", Integer.toString(taken.getLocalPort()), "--registry-port", "0");
            Command registry = up("--port", "0", "--registry-port", Integer.toString(taken.getLocalPort()));

            // Then
            assertThat(broker.exit()).isEqualTo(4);
            assertThat(broker.err()).singleElement().asString().contains(taken.getLocalPort() + " ", "in use",
                    "--port");
            assertThat(registry.exit()).isEqualTo(4);
            assertThat(registry.err()).singleElement().asString().contains(taken.getLocalPort() + " ", "in use",
                    "--registry-port");
        }
    }

    @Test
    void shouldRefuseADiskThatIsFull() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("data"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=32m", "telltale-test", disk.toString()) == 0,
                "no right to mount a small disk here");
        try {
            // When
            Command up = up("--port", "0", "--registry-port", "0");

            // Then
            assertThat(up.exit()).isEqualTo(4);
            assertThat(up.err()).singleElement().asString().contains("disk full", disk.toString());
        } finally {
            assertThat(run("umount", "--lazy", disk.toString())).isZero();
        }
    }

    @Test
    void shouldNameADamagedPackageAndVerifyTheOthers() throws Exception {
        // Given a byte of the bundled detector that has changed
        BundledModels.extractTo(folder);
        byte[] model = Files.readAllBytes(folder.resolve(MODEL));
        model[model.length / 2] ^= 1;
        Files.write(folder.resolve(MODEL), model);

        // When
        Command verify = models("verify");
        Command list = models("list");

        // Then
        assertThat(verify.exit()).isEqualTo(3);
        assertThat(verify.out()).hasSize(2).anyMatch(line -> line.matches("bad .*blend-lite.*SHA-256.*"))
                .anyMatch(line -> line.startsWith("ok      landmarks68@1.0.0"));
        assertThat(list.exit()).isEqualTo(3);
        assertThat(list.err()).singleElement().asString().contains("blend-lite");
        assertThat(list.out()).hasSize(2).first().asString().startsWith("landmarks68@1.0.0 ");
    }

    @Test
    void shouldTellMachinesOfADamagedPackageBeforeAnythingIsStarted() throws Exception {
        // Given
        Path clip = SampleClip.in(Path.of("target"));
        BundledModels.extractTo(folder);
        Files.write(folder.resolve(MODEL), new byte[1000]);

        // When
        Command detect = Command.run(with("models.store=" + folder,
                Stream.of("detect", "--json", clip.toString(), "missing.mp4", "--set",
                        "data-dir=" + folder.resolve("data"))));

        // Then
        assertThat(detect.exit()).isEqualTo(3);
        assertThat(detect.out()).hasSize(2).first().asString().startsWith("{\"source\":\"" + clip + "\",\"error\":")
                .contains("blend-lite@1.1.0: model.onnx is not the file that was packed", "to have it put back");
        assertThat(detect.out().get(1)).contains("there is no such file");
        assertThat(detect.err()).hasSize(2);
        assertThat(folder.resolve("data/broker")).doesNotExist();
    }

    @Test
    void shouldNameAFolderWithoutManifestAndVerifyTheOthers() throws Exception {
        // Given
        Path bare = Files.createDirectories(folder.resolve("mine/1.0.0"));

        // When
        Command verify = models("verify");
        Command list = models("list");

        // Then
        assertThat(verify.exit()).isEqualTo(3);
        assertThat(verify.out()).hasSize(3).contains("bad     " + bare
                + " is left out: it has no manifest.json; copy the whole package again, or delete the folder");
        assertThat(list.exit()).isEqualTo(3);
        assertThat(list.err()).singleElement().asString().contains(bare + " is left out");
        assertThat(list.out()).hasSize(4);
    }

    @Test
    void shouldSayWhatAPackageOfTheWrongShapeExpectsAndWhatItsNetworkHas() throws Exception {
        // Given a manifest that promises larger pictures than the network takes
        BundledModels.extractTo(folder);
        String manifest = Files.readString(folder.resolve(MANIFEST));
        Files.writeString(folder.resolve(MANIFEST), manifest.replace("\"size\" : 160", "\"size\" : 224"));

        // When
        Command verify = models("verify", "blend-lite@1.1.0");

        // Then
        assertThat(verify.exit()).isEqualTo(3);
        assertThat(verify.out()).singleElement().asString().startsWith("bad ").contains("the manifest declares input"
                + " 'image' as [N,3,224,224] f32, the network has [N,3,160,160] f32");
    }

    @Test
    void shouldRefuseAStoreThatSomebodyNamedAndThatIsNotThere() {
        // Given
        Path nowhere = folder.resolve("no/such");

        // When
        Command list = Command.run(with("models.store=" + nowhere, Stream.of("models", "list")));

        // Then
        assertThat(list.exit()).isEqualTo(2);
        assertThat(list.err()).singleElement().asString().contains("models.store " + nowhere + " (command line)");
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void shouldSayWhoNamedTheBrokerThatDoesNotAnswerInsteadOfStartingOne() throws Exception {
        // When
        Command up = up("--set", "kafka.bootstrap-servers=127.0.0.1:1");

        // Then
        assertThat(up.exit()).isEqualTo(4);
        assertThat(up.err()).singleElement().asString().contains("no broker answers at 127.0.0.1:1",
                "set by command line", "only where nobody sets it");
    }

    @Test
    void shouldNameTheJdkThatIsTooOld() throws Exception {
        // Given the launcher, and nothing but an old JDK
        Path launcher = Path.of("..", "..", "telltale").toAbsolutePath().normalize();
        Path copy = Files.copy(launcher, folder.resolve("telltale"));
        Path jdk = Files.createDirectories(folder.resolve("jdk"));
        Path bin = Files.createDirectory(jdk.resolve("bin"));
        script(bin.resolve("java"), "exit 1");
        script(bin.resolve("javac"), "exit 1");
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Old\"\nJAVA_VERSION=\"17.0.9\"\n");

        // When
        Path said = folder.resolve("said.txt");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", copy.toString(), "--version").redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", tools().toString(), "JAVA_HOME", jdk.toString(), "HOME",
                folder.toString(), "TELLTALE_JDKS", folder.resolve("none").toString()));
        int exit = builder.start().waitFor();

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(Files.readAllLines(said)).singleElement().asString()
                .startsWith("telltale: needs a JDK 21 or newer, found 17.0.9 (" + jdk + ")").contains("JAVA_HOME");
    }

    /** What the launcher needs, and no java beside it. */
    private Path tools() throws IOException {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("dirname", "readlink", "sed")) {
            String place = Files.isExecutable(Path.of("/usr/bin", tool)) ? "/usr/bin/" : "/bin/";
            script(tools.resolve(tool), "exec " + place + tool + " \"$@\"");
        }
        return tools;
    }

    private static void script(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Command up(String... more) {
        return Command.run(with("data-dir=" + folder.resolve("data"), Stream.concat(Stream.of("up"), Stream.of(more))));
    }

    private Command models(String... words) {
        return Command.run(with("models.store=" + folder, Stream.concat(Stream.of("models"), Stream.of(words))));
    }

    private static String[] with(String setting, Stream<String> words) {
        return Stream.concat(words, Stream.of("--set", setting)).toArray(String[]::new);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }
}
