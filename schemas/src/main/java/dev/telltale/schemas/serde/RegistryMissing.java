package dev.telltale.schemas.serde;

import dev.telltale.schemas.registry.RegistryClient;

import org.jspecify.annotations.Nullable;

/** Refuses to work before {@code configure} has said where the registry is. */
final class RegistryMissing {
    private RegistryMissing() {}

    static RegistryClient require(@Nullable RegistryClient registry) {
        if (registry == null) {
            throw new IllegalStateException("not configured: schema.registry.url names no registry");
        }
        return registry;
    }
}
