package dev.telltale.local.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command tree. */
@Command(name = "telltale", mixinStandardHelpOptions = true, versionProvider = Version.class, description = "Says which face in which video is synthetic, since when, how sure it is and why.", synopsisSubcommandLabel = "COMMAND", subcommands = {
    DetectCommand.class, UpCommand.class, RunCommand.class, StreamsCommand.class, AlertsCommand.class,
    ModelsCommand.class, TrainCommand.class, DoctorCommand.class, TestCommand.class, CompletionCommand.class,
    WarmUpCommand.class,
    HelpCommand.class}, footer = {"", "Examples:", "  telltale detect interview.mp4      judge a video file",
        "  telltale detect --sample           the same, with a clip of our own making",
        "  telltale up                        broker, registry and all services",
        "  telltale streams add cam1 rtsp+listen://127.0.0.1:8554/cam1",
        "  telltale doctor                    is this machine ready?", "",
        "Exit codes: 0 done, 1 failure, 2 wrong usage or configuration, 3 some input",
        "could not be judged, 4 a broker, registry or port is not to be had,", "130 ended by Ctrl-C."})
public final class TelltaleCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces and debug logs.")
    private boolean debug;

    /** The whole tree, with our manners of reporting errors. */
    public static CommandLine commandLine() {
        return new CommandLine(new TelltaleCommand()).setUsageHelpWidth(80).setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Terminal.ansi()))
                .setParameterExceptionHandler(Errors::usage)
                .setExecutionExceptionHandler(Errors::execution)
                .setExecutionStrategy(TelltaleCommand::execute);
    }

    private static int execute(ParseResult parsed) {
        int code = run(parsed);
        return code == ExitCode.OK.code() && StandardOutput.isLeft() ? ExitCode.FAILURE.code() : code;
    }

    /** Logs are quiet unless a command that runs for long says otherwise. */
    private static int run(ParseResult parsed) {
        CommandLine meant = meant(parsed);
        if (helpRequested(parsed)) {
            meant.usage(meant.getOut());
            return ExitCode.OK.code();
        }
        LogSetup.quiet(debug(parsed.commandSpec().commandLine()));
        return new CommandLine.RunLast().execute(parsed);
    }

    /** The innermost command that was named: whose help is wanted, wherever the word for help stands. */
    private static CommandLine meant(ParseResult parsed) {
        return parsed.hasSubcommand() ? meant(parsed.subcommand()) : parsed.commandSpec().commandLine();
    }

    private static boolean helpRequested(ParseResult parsed) {
        return parsed.isUsageHelpRequested() || (parsed.hasSubcommand() && helpRequested(parsed.subcommand()));
    }

    /** Whether a person asked for stack traces. */
    static boolean debug(CommandLine command) {
        return command.getCommandSpec().root().userObject() instanceof TelltaleCommand root && root.debug;
    }

    @Override
    public void run() {
        String names = String.join(", ", Unmatched.commands(spec.commandLine()));
        throw new ParameterException(spec.commandLine(), "which command? One of " + names);
    }
}
