package dev.telltale.ingest.dial;

import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;

import javax.net.ssl.SSLException;

/** What goes wrong on a line, in words that a person understands. */
public final class Trouble {
    private Trouble() {}

    /** The deadline has cut it, or somebody has. */
    public static MediaInputException cut(String name, InterruptDeadline deadline) {
        return deadline.cancelled()
                ? new MediaInputException(Fault.CANCELLED, name, "stopped on request")
                : new MediaInputException(Fault.STALLED, name,
                        "gave nothing usable for " + deadline.limit().toSeconds() + " s");
    }

    /** It could not be opened, or broke. */
    public static MediaInputException unreachable(String name, @Nullable IOException cause) {
        return cause == null
                ? new MediaInputException(Fault.UNREACHABLE, name, "has no address")
                : new MediaInputException(Fault.UNREACHABLE, name, words(cause), cause);
    }

    /** A line that broke, or was cut by its deadline. */
    public static MediaInputException broken(String name, IOException cause, InterruptDeadline deadline) {
        return deadline.expired() ? cut(name, deadline) : unreachable(name, cause);
    }

    /** What the cause says of itself, in brackets; nothing where it says nothing. */
    public static String detail(Throwable cause) {
        return cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
    }

    /** One sentence without a subject. */
    public static String words(IOException cause) {
        return switch (cause) {
            case SSLException tls -> tls(tls);
            case NoRouteToHostException unused -> "cannot be reached: no route";
            case ConnectException unused -> "refuses the connection, or nobody listens there";
            case SocketTimeoutException unused -> "does not answer";
            case EOFException unused -> "hung up in mid-sentence";
            default -> "broke off" + detail(cause);
        };
    }

    private static String tls(SSLException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return "shows a certificate that is not trusted for this host (" + cause.getMessage() + ")";
            }
        }
        return "does not speak TLS as it should (" + failed.getMessage() + ")";
    }
}
