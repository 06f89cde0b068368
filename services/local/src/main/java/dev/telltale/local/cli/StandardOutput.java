package dev.telltale.local.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Locale;

/** What became of standard output. */
final class StandardOutput {
    private StandardOutput() {}

    /** Whether whoever read it has gone, as `head` does when it has enough: no loss, and nothing to complain of. */
    @SuppressWarnings("resource") // closing it would close standard output
    static boolean isLeft() {
        return System.out.checkError() && isLeft(new FileOutputStream(FileDescriptor.out));
    }

    /** A stream that prints keeps its failures to itself: only another try tells which it was. */
    private static boolean isLeft(FileOutputStream out) {
        try {
            out.write('\n');
            return false;
        } catch (IOException failed) {
            return String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
        }
    }
}
