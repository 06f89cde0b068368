package dev.telltale.detectors.packages;

/** A model package that cannot be used; the message names the package or its place, and the cause, for a person. */
public final class PackageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public PackageException(String message) {
        super(message);
    }

    public PackageException(String message, Throwable cause) {
        super(message, cause);
    }
}
