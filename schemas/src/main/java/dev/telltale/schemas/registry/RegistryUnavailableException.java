package dev.telltale.schemas.registry;

import org.apache.kafka.common.errors.RetriableException;

/** No registry answered: the same call may succeed later. */
public final class RegistryUnavailableException extends RetriableException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one line: which registries, what was asked, what went wrong
     * @param cause the last failure
     */
    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message one line: which registry, what was asked, what it said */
    public RegistryUnavailableException(String message) {
        super(message);
    }
}
