package dev.telltale.embedded.registry;

import com.sun.net.httpserver.HttpHandler;

/** The registry behind its HTTP server. */
public final class LocalRegistry implements AutoCloseable {
    private final SchemaStore store;

    private LocalRegistry(SchemaStore store) {
        this.store = store;
    }

    /** Reads what {@code _schemas} says on the broker, and goes on from there. */
    public static LocalRegistry open(String bootstrapServers) {
        return new LocalRegistry(new SchemaStore(bootstrapServers));
    }

    /** Answers requests; serve it below {@code /}. */
    public HttpHandler handler() {
        return new RegistryHandler(new Routes(store));
    }

    @Override
    public void close() {
        store.close();
    }
}
