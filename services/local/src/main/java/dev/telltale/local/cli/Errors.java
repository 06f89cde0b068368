package dev.telltale.local.cli;

import dev.telltale.embedded.EmbeddedException;
import dev.telltale.local.supervise.SetupException;
import dev.telltale.local.supervise.Stopping;
import dev.telltale.schemas.registry.RegistryUnavailableException;

import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

import java.io.PrintWriter;
import java.util.regex.Pattern;

/** How whatever goes wrong becomes one line on standard error and an exit code. */
final class Errors {
    private static final Pattern NO_PAIR = Pattern
            .compile("Value for (?:option )*'(\\S+)' \\((.*)\\) should be in KEY=VALUE format but was (.*)");

    private Errors() {}

    /** Wrong usage: says what was meant, and where help is. */
    static int usage(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        print(command, name, text(error, args) + " (see: " + name + " --help)");
        traceIfDebug(error, command);
        return ExitCode.USAGE.code();
    }

    /** A command that failed while it ran. */
    static int execution(Exception error, CommandLine command, @Nullable ParseResult parsed) {
        if (Stopping.now()) {
            return ExitCode.INTERRUPTED.code();
        }
        String name = command.getCommandSpec().qualifiedName();
        traceIfDebug(error, command);
        if (error instanceof RegistryUnavailableException) {
            print(command, name, oneLine(error.getMessage()) + "; `telltale up` starts one, --registry names another");
            return ExitCode.UNAVAILABLE.code();
        }
        if (error instanceof SetupException || error instanceof EmbeddedException) {
            print(command, name, oneLine(error.getMessage()));
            return ExitCode.UNAVAILABLE.code();
        }
        if (error instanceof ConfigException wrong) {
            print(command, name, oneLine(wrong.getMessage()));
            return ExitCode.USAGE.code();
        }
        if (error instanceof CliException expected) {
            print(command, name, oneLine(expected.getMessage()));
            return expected.exitCode().code();
        }
        print(command, name, describe(error) + (TelltaleCommand.debug(command) ? "" : " (--debug shows more)"));
        return ExitCode.FAILURE.code();
    }

    private static String describe(Throwable error) {
        String message = oneLine(error.getMessage());
        return message.isEmpty() ? error.getClass().getSimpleName() : message;
    }

    /** picocli's words, where they are not good enough. */
    private static String text(ParameterException error, String[] args) {
        return Unmatched.text(error, args).orElseGet(() -> NO_PAIR.matcher(oneLine(error.getMessage()))
                .replaceFirst("$1 must be $2, got: '$3'"));
    }

    /** Tells what a command has failed of. */
    static void tell(CommandLine command, String message) {
        print(command, command.getCommandSpec().qualifiedName(), oneLine(message));
    }

    private static void print(CommandLine command, String name, String message) {
        PrintWriter err = command.getErr();
        Ansi ansi = command.getColorScheme().ansi();
        err.println(ansi.string("@|bold,red " + name + ":|@ ") + message);
        err.flush();
    }

    private static void traceIfDebug(Exception error, CommandLine command) {
        if (TelltaleCommand.debug(command)) {
            error.printStackTrace(command.getErr());
        }
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "" : text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
