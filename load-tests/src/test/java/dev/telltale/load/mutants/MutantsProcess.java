package dev.telltale.load.mutants;

import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.load.site.PeakMemory;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.testing.SingleObjectSerializer;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Takes in damaged files one after the other and looks at what ingest wrote of them: a process of its own, so that a crash of
 * native code names the file instead of ending the test. Writes a line for each file; the number of the line says which file it
 * died of.
 */
final class MutantsProcess {
    private final List<Path> originals;
    private final long seed;
    private final Path scratch;
    private final ServiceContext context;
    private final Looks looks;
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private MutantsProcess(List<Path> originals, long seed, Path folder, ServiceContext context, Looks looks) {
        this.originals = originals;
        this.seed = seed;
        this.scratch = folder;
        this.context = context;
        this.looks = looks;
    }

    /** Runs it; the words are: seed, first number, number after the last, folder, file for the lines, the undamaged files. */
    public static void main(String[] words) throws IOException {
        TelltaleConfig config = TelltaleConfig.of(Map.of("telltale.kafka.serializer",
                SingleObjectSerializer.class.getName(), "telltale.ingest.addresses.schemes", "file",
                "telltale.data-dir", words[3]));
        Path folder = Path.of(words[3]);
        Path report = Path.of(words[4]);
        List<Path> originals = List.of(words).subList(5, words.length).stream().map(Path::of).toList();
        try (ServiceContext context = ServiceContext.of(config); Looks looks = new Looks(folder.resolve("models"))) {
            var process = new MutantsProcess(originals, Long.parseLong(words[0]), folder, context, looks);
            for (int number = Integer.parseInt(words[1]); number < Integer.parseInt(words[2]); number++) {
                String line = process.outcome(number).line() + "\n";
                Files.writeString(report, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        }
    }

    private Outcome outcome(int number) throws IOException {
        Path original = originals.get(number % originals.size());
        String name = original.getFileName().toString();
        // What failed is to be looked at afterwards, so each file keeps its name.
        Path file = scratch.resolve("mutant-" + number + "-" + name);
        Files.write(file, Mutator.mutate(name, Files.readAllBytes(original), seed, number));
        long before = held(true);
        long cpu = system.getProcessCpuTime();
        Outcome outcome = look(number, name, file);
        Outcome measured = new Outcome(number, name, outcome.windows(), outcome.tracked(), outcome.undecodable(),
                outcome.epochs(), (system.getProcessCpuTime() - cpu) / 1_000_000,
                held(false) - before, outcome.words());
        if (!measured.failed()) {
            Files.delete(file);
        }
        return measured;
    }

    /** Most memory held, MiB; 0 where the system does not tell. */
    private static long held(boolean anew) throws IOException {
        if (!PeakMemory.canRestart()) {
            return 0;
        }
        return anew ? PeakMemory.restart() : PeakMemory.mebibytes(ProcessHandle.current().pid());
    }

    private Outcome look(int number, String name, Path file) {
        try {
            TakenIn taken = TakenIn.of(file, context);
            List<MarkReason> seen = looks.at(taken.windows());
            int ends = Math.toIntExact(
                    taken.marks().stream().filter(mark -> mark.getReason() == MarkReason.EPOCH_END).count());
            return new Outcome(number, name, taken.windows().size(), Collections.frequency(seen, MarkReason.TRACKS),
                    Collections.frequency(seen, MarkReason.UNDECODABLE), ends, 0, 0, words(taken));
        } catch (RuntimeException | Error e) {
            return new Outcome(number, name, 0, 0, 0, 0, 0, 0, Outcome.FAILED + trace(e));
        }
    }

    /** What ingest said at the end, or what is wrong with that. */
    private static String words(TakenIn taken) {
        StreamStatus last = taken.last();
        String reason = last.getReason();
        if (last.getState() != SourceState.RETIRED) {
            return Outcome.FAILED + "left in state " + last.getState();
        }
        if (reason != null && (reason.contains("internal error") || reason.isBlank() || !reason.lines().skip(1)
                .toList().isEmpty())) {
            return Outcome.FAILED + "said " + reason.replace('\n', ' ');
        }
        boolean open = !taken.windows().isEmpty() && !last.getEpochEnded();
        if (open || (reason == null && taken.windows().isEmpty())) {
            return Outcome.FAILED + (open ? "left an epoch open" : "neither windows nor a refusal");
        }
        return reason == null ? "" : reason.replace('\t', ' ');
    }

    private static String trace(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.toString());
        for (StackTraceElement frame : thrown.getStackTrace()) {
            text.append(" < ").append(frame.getClassName()).append('.').append(frame.getMethodName()).append(':')
                    .append(frame.getLineNumber());
        }
        return text.toString().replaceAll("\\s", " ");
    }
}
