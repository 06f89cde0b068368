package dev.telltale.local.cli;

import dev.telltale.kit.config.UserHome;
import dev.telltale.local.supervise.Signals;

/** Where the process begins. */
public final class Main {
    /** Where JavaCPP unpacks FFmpeg, OpenCV and LibTorch; left to itself it overlooks {@code $HOME}. */
    private static final String JAVACPP_CACHE = "org.bytedeco.javacpp.cachedir";

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        if (System.getProperty(JAVACPP_CACHE) == null) {
            System.setProperty(JAVACPP_CACHE, UserHome.path().resolve(".javacpp").resolve("cache").toString());
        }
        Signals.handle();
        int code = ExitCode.FAILURE.code();
        try {
            code = TelltaleCommand.commandLine().execute(args);
        } finally {
            // Whatever interrupted work has thrown, an error of a class that was being loaded for example, is of no interest then.
            Signals.awaitEnd();
        }
        // A stream that prints swallows its failures: a full disk would lose the verdicts silently.
        if (System.out.checkError() && code == ExitCode.OK.code()) {
            System.err.println("telltale: standard output could not be written, what was printed there is lost");
            code = ExitCode.FAILURE.code();
        }
        System.exit(code);
    }
}
