package dev.telltale.load.mutants;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Has damaged files looked at by {@link MutantsProcess} within the limits of ingest's and faces' processes, and starts it again
 * behind a file that it died of or never came back from.
 */
final class Herd {
    private static final int HEAP_MEBIBYTES = 512;
    /** As `telltale up` bounds the data of its faces: heap, three times as much of native code, 1 GiB of the JVM's own. */
    private static final long DATA_BYTES = (4L * HEAP_MEBIBYTES + 1024) << 20;
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    /** Of wall time: no line for so long is a file that nobody comes back from. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final List<Path> originals;
    private final long seed;
    private final Path folder;
    private final Path report;
    private final Path printed;

    Herd(List<Path> originals, long seed, Path folder) {
        this.originals = originals;
        this.seed = seed;
        this.folder = folder;
        this.report = folder.resolve("report.txt");
        this.printed = folder.resolve("printed.txt");
    }

    /** What became of the files from 0 on. */
    List<Outcome> watch(int count) throws IOException, InterruptedException {
        Files.createFile(report);
        List<Outcome> outcomes = new ArrayList<>();
        while (outcomes.size() < count) {
            int begun = outcomes.size();
            Process process = start(begun, count);
            boolean hung = !awaitEnd(process);
            outcomes = new ArrayList<>(Outcome.read(Files.readAllLines(report)));
            if (outcomes.size() < count) {
                int number = outcomes.size();
                String how = hung ? "no end after " + PATIENCE : "its process ended with code " + process.exitValue();
                Outcome lost = new Outcome(number, name(number), 0, 0, 0, 0, 0, 0, Outcome.FAILED + how);
                Files.writeString(report, lost.line() + "\n", java.nio.file.StandardOpenOption.APPEND);
                outcomes.add(lost);
            }
        }
        return outcomes;
    }

    /** What the processes printed last. */
    String printed() throws IOException {
        List<String> lines = Files.readAllLines(printed);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }

    private String name(int number) {
        return originals.get(number % originals.size()).getFileName().toString();
    }

    private boolean awaitEnd(Process process) throws IOException, InterruptedException {
        long length = -1;
        while (length != Files.size(report)) {
            length = Files.size(report);
            for (int i = 0; i < PATIENCE.toSeconds() && Files.size(report) == length; i++) {
                if (process.waitFor(1, TimeUnit.SECONDS)) {
                    return true;
                }
            }
        }
        process.destroyForcibly().waitFor();
        return false;
    }

    private Process start(int from, int to) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(PRLIMIT)) {
            command.addAll(List.of(PRLIMIT.toString(), "--data=" + DATA_BYTES, "--core=0"));
        }
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEBIBYTES + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-XX:ErrorFile=" + folder.resolve("hs_err_%p.log"), "--enable-native-access=ALL-UNNAMED",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=" + 3 * HEAP_MEBIBYTES + "m", MutantsProcess.class.getName(),
                Long.toString(seed), Integer.toString(from), Integer.toString(to), folder.toString(),
                report.toString()));
        originals.forEach(original -> command.add(original.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(printed.toString())));
        // By environment: a command line as long as our class path crashes ONNX Runtime.
        builder.environment().put("CLASSPATH",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        return builder.start();
    }
}
