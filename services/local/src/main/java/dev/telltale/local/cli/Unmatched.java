package dev.telltale.local.cli;

import dev.telltale.kit.config.EditDistance;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A word that a command does not know: said with what it knows, and with the nearest of that. */
final class Unmatched {
    private Unmatched() {}

    /** What to say of it; empty where something else is wrong. */
    static Optional<String> text(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        return switch (error) {
            case UnmatchedArgumentException unmatched -> Optional.of(text(command, unmatched.getUnmatched().get(0)));
            // picocli complains of what is missing first; but the person meant an option that is not there.
            case MissingParameterException missing -> unknownOption(command, args).map(word -> text(command, word));
            default -> Optional.empty();
        };
    }

    /** The commands of a command that people may use. */
    static List<String> commands(CommandLine command) {
        return command.getSubcommands().entrySet().stream()
                .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(entry -> entry.getKey()).toList();
    }

    private static String text(CommandLine command, String word) {
        if (word.startsWith("-")) {
            return "there is no option " + word.split("=", 2)[0]
                    + nearest(word.split("=", 2)[0], command.getCommandSpec().optionsMap().keySet());
        }
        List<String> commands = commands(command);
        return commands.isEmpty()
                ? "'" + word + "' is one word too many"
                : "'" + word + "' is none of " + String.join(", ", commands) + nearest(word, commands);
    }

    private static Optional<String> unknownOption(CommandLine command, String[] args) {
        return Arrays.stream(args).takeWhile(word -> !word.equals("--")).filter(word -> word.startsWith("--"))
                .filter(word -> !isKnown(command, word.split("=", 2)[0])).findFirst();
    }

    private static boolean isKnown(CommandLine command, String option) {
        for (CommandLine each = command; each != null; each = each.getParent()) {
            if (each.getCommandSpec().optionsMap().containsKey(option)) {
                return true;
            }
        }
        return false;
    }

    private static String nearest(String typed, Collection<String> known) {
        return known.stream().filter(word -> isNear(typed, word))
                .min(Comparator.comparingInt(word -> EditDistance.between(typed, word)))
                .map(near -> "; did you mean " + near + "?").orElse("");
    }

    private static boolean isNear(String typed, String known) {
        if (known.length() <= 2) {
            return false;
        }
        return known.startsWith(typed) || EditDistance.between(typed, known) <= Math.max(2, typed.length() / 3);
    }
}
