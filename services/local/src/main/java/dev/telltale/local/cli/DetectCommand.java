package dev.telltale.local.cli;

import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.LoadedConfig;
import dev.telltale.local.detect.FileDetection;
import dev.telltale.local.detect.FileInput;
import dev.telltale.local.detect.FileOutcome;
import dev.telltale.local.detect.RefusedDocument;
import dev.telltale.local.sample.SampleClip;
import dev.telltale.local.supervise.NeededPackages;
import dev.telltale.local.supervise.OneProcess;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Judges files. */
@Command(name = "detect", mixinStandardHelpOptions = true, description = "Judges video files by the pipeline that judges live streams.", footer = {
    "", "Examples:", "  telltale detect interview.mp4", "  telltale detect --json *.mp4 > verdicts.jsonl",
    "  telltale detect --sample", "  telltale detect --bootstrap-servers kafka:9092 interview.mp4", "",
    "With --json a file that cannot be judged has {\"source\", \"error\"} instead of",
    "a verdict. In a window, \"partial\": true says that a detector's answer was",
    "waited for and never came; one that merely abstained contributes null, and",
    "the window is whole.", "",
    "Exit codes: 0 every file was judged, whatever the verdict; 3 some could not be.",})
final class DetectCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Video files: MP4, MOV, MKV, WebM, AVI, MPEG and what else FFmpeg reads.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--sample", description = "Judge a clip of our own making: a rendered speaker, another face blended in after 4 s.")
    private boolean sample;

    @Option(names = "--json", description = "One JSON document a file and line, in the order of the files.")
    private boolean json;

    @Option(names = "--parallel", paramLabel = "N", description = "Files judged at a time; as many as there are cores where not given.")
    private int parallel = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() {
        LoadedConfig loaded = settings.load();
        DataFolder.require(loaded.config());
        List<FileInput> inputs = inputs(loaded.config().cacheDir());
        if (inputs.stream().allMatch(FileInput.Unusable.class::isInstance)) {
            return refuse(inputs);
        }
        if (SettingsOptions.namesBroker(loaded)) {
            try (ServiceContext context = Cluster.connect(loaded)) {
                return judge(inputs, new FileDetection(context, Optional::empty));
            }
        }
        Optional<String> fault = NeededPackages.fault(ModelFolder.require(loaded));
        return fault.isPresent()
                ? refuse(inputs.stream().map(input -> input.refused(fault.get())).toList())
                : judgeHere(inputs);
    }

    /** Nothing is started for files of which none can be judged. */
    private int refuse(List<? extends FileInput> inputs) {
        return report(inputs.stream().map(input -> Optional.<Future<FileOutcome>>empty()).toList(), inputs, () -> {});
    }

    private int judgeHere(List<FileInput> inputs) {
        Say.progress(spec, "starting broker, registry and services");
        try (OneProcess process = OneProcess.start(more -> settings.load(more).config())) {
            return judge(inputs, new FileDetection(process.context(), process::failure));
        }
    }

    /** @param cache keeps the sample clip, so that it is drawn once */
    private List<FileInput> inputs(Path cache) {
        List<String> names = new ArrayList<>(files);
        if (sample) {
            Say.progress(spec, "drawing the sample clip");
            names.add(SampleClip.in(cache).toString());
        }
        if (names.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "which file? Or --sample, for a clip of our own making");
        }
        if (names.contains("")) {
            throw new ParameterException(spec.commandLine(), "an empty name names no file");
        }
        if (parallel < 1) {
            throw new ParameterException(spec.commandLine(), "--parallel must be at least 1, got: " + parallel);
        }
        return names.stream().map(FileInput::of).toList();
    }

    private int judge(List<FileInput> inputs, FileDetection detection) {
        double total = inputs.stream().filter(FileInput.Usable.class::isInstance).map(FileInput.Usable.class::cast)
                .mapToDouble(file -> file.length().toMillis() / 1e3).sum();
        try (ProgressLine progress = new ProgressLine(total); var pool = Executors.newFixedThreadPool(parallel)) {
            List<Optional<Future<FileOutcome>>> outcomes = new ArrayList<>();
            for (FileInput input : inputs) {
                outcomes.add(input instanceof FileInput.Usable file
                        ? Optional.of(pool.submit(() -> detection.judge(file, progress.file())))
                        : Optional.empty());
            }
            return report(outcomes, inputs, progress::clear);
        }
    }

    /** Prints in the order of the command line, each as soon as it and all before it are through. */
    private int report(List<Optional<Future<FileOutcome>>> outcomes, List<? extends FileInput> inputs,
            Runnable beforeEach) {
        ExitCode exit = ExitCode.OK;
        for (int i = 0; i < inputs.size(); i++) {
            FileOutcome outcome = switch (inputs.get(i)) {
                case FileInput.Unusable bad -> new FileOutcome.Refused(bad.name(), bad.reason());
                case FileInput.Usable good -> await(outcomes.get(i).orElseThrow());
            };
            beforeEach.run();
            switch (outcome) {
                case FileOutcome.Judged judged -> {
                    print(judged);
                    if (judged.trouble().isPresent()) {
                        Say.err(spec, "telltale detect: " + judged.document().source() + ": "
                                + judged.trouble().get() + "; what there was is judged");
                        exit = ExitCode.BAD_INPUT;
                    }
                }
                case FileOutcome.Refused refused -> {
                    Say.err(spec, "telltale detect: " + refused.name() + ": " + refused.reason());
                    if (json) {
                        Say.out(spec, Json.line(new RefusedDocument(refused.name(), refused.reason())));
                    }
                    exit = ExitCode.BAD_INPUT;
                }
            }
        }
        return exit.code();
    }

    private void print(FileOutcome.Judged judged) {
        if (json) {
            Say.out(spec, Json.line(judged.document()));
        } else {
            new Summary(spec.commandLine().getOut(), spec.commandLine().getColorScheme().ansi(), Terminal.isUnicode())
                    .print(judged.document());
        }
    }

    private static FileOutcome await(Future<FileOutcome> outcome) {
        try {
            return outcome.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.INTERRUPTED, "interrupted", interrupted);
        }
    }
}
