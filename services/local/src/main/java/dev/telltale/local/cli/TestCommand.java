package dev.telltale.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Help for what the launcher script does itself: tests need the sources and Maven, not this process. */
@Command(name = "test", mixinStandardHelpOptions = true, description = "Builds everything and runs every test through Maven.", footer = {
    "", "Examples:", "  telltale test                    every test but the long proofs",
    "  telltale test -Plong             the long proofs too",
    "  telltale test -pl topology -am   one module and what it needs"})
final class TestCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "MAVEN-OPTION", description = "Handed to Maven as it is.")
    private List<String> options = new ArrayList<>();

    @Override
    public Integer call() {
        throw new CliException(ExitCode.USAGE, "tests are run by the launcher: ./telltale test "
                + String.join(" ", options));
    }
}
