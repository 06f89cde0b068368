package dev.telltale.embedded.registry;

/** An answer that is not a success, with Confluent's codes. */
final class RegistryError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    private RegistryError(int status, int code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static RegistryError noSubject(String subject) {
        return new RegistryError(404, 40401, "Subject '" + subject + "' not found.");
    }

    static RegistryError noVersion(String version) {
        return new RegistryError(404, 40402, "Version " + version + " not found.");
    }

    static RegistryError noSchema(String what) {
        return new RegistryError(404, 40403, "Schema " + what + " not found.");
    }

    static RegistryError noLevel(String subject) {
        return new RegistryError(404, 40408,
                "Subject '" + subject + "' does not have subject-level compatibility configured");
    }

    static RegistryError noRoute(String method, String path) {
        return new RegistryError(404, 404, "HTTP 404 Not Found: the local registry has no " + method + " " + path);
    }

    static RegistryError incompatible(String subject, String reason) {
        return new RegistryError(409, 409,
                "Schema being registered is incompatible with an earlier schema for subject \"" + subject + "\": "
                        + reason);
    }

    static RegistryError invalidSchema(String reason) {
        return new RegistryError(422, 42201, "Invalid schema: " + reason);
    }

    static RegistryError invalidVersion(String version) {
        return new RegistryError(422, 42202, "The specified version '" + version
                + "' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\"");
    }

    static RegistryError invalidLevel(String level) {
        return new RegistryError(422, 42203, "Invalid compatibility level: " + level);
    }

    static RegistryError malformed(String reason) {
        return new RegistryError(422, 422, reason);
    }

    static RegistryError storeFailed(String reason) {
        return new RegistryError(500, 50001, "Error in the backend data store: " + reason);
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }
}
