package dev.telltale.local.supervise;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line of a child: the same Java and flags as this process, with memory limits of its own. The class path goes by environment. */
final class JavaCommand {
    private static final List<String> KEPT = List.of("-XX:AOTCache=", "-XX:SharedArchiveFile=", "-XX:+UseSerialGC",
            "--enable-native-access=", "--sun-misc-unsafe-memory-access=", "-Xlog:disable", "-Xlog:all=");

    private JavaCommand() {}

    /**
     * The words that start `telltale run SERVICE`.
     *
     * @param heapMebibytes largest heap
     * @param properties system properties of the child
     * @param arguments further words of the command
     */
    static List<String> run(String service, int heapMebibytes, Map<String, String> properties, List<String> arguments) {
        List<String> words = new ArrayList<>(MemoryLimit.words(heapMebibytes));
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> KEPT.stream().anyMatch(argument::startsWith)).forEach(words::add);
        words.add("-Xmx" + heapMebibytes + "m");
        words.add("-XX:+ExitOnOutOfMemoryError");
        // JavaCPP refuses native memory beyond this: the child fails, and a fresh one is started.
        words.add("-Dorg.bytedeco.javacpp.maxPhysicalBytes=" + 3L * heapMebibytes + "m");
        words.add(Supervisor.property());
        properties.forEach((key, value) -> words.add("-D" + key + "=" + value));
        words.addAll(List.of("dev.telltale.local.cli.Main", "run", service));
        words.addAll(arguments);
        return List.copyOf(words);
    }
}
