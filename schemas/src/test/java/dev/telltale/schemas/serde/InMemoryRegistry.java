package dev.telltale.schemas.serde;

import dev.telltale.schemas.registry.Compatibility;
import dev.telltale.schemas.registry.RegisteredSchema;
import dev.telltale.schemas.registry.RegistryClient;
import dev.telltale.schemas.registry.RegistryRefusedException;

import org.apache.avro.Schema;

import java.util.ArrayList;
import java.util.List;

/** A registry for proofs about bytes alone; those about HTTP use a server. Ids count from 1. */
final class InMemoryRegistry implements RegistryClient {
    private final List<RegisteredSchema> registered = new ArrayList<>();

    @Override
    public int register(String subject, Schema schema) {
        var id = registered.size() + 1;
        registered.add(new RegisteredSchema(subject, id, id, schema));
        return id;
    }

    List<String> subjects() {
        return registered.stream().map(RegisteredSchema::subject).toList();
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return registered.stream().filter(known -> known.subject().equals(subject) && known.schema().equals(schema))
                .findFirst().orElseThrow(() -> notFound(subject, RegistryRefusedException.SCHEMA_NOT_FOUND)).id();
    }

    @Override
    public Schema schemaById(int id) {
        return registered.stream().filter(known -> known.id() == id).findFirst()
                .orElseThrow(() -> notFound("id " + id, RegistryRefusedException.SCHEMA_NOT_FOUND)).schema();
    }

    @Override
    public RegisteredSchema latest(String subject) {
        return registered.stream().filter(known -> known.subject().equals(subject)).reduce((a, b) -> b)
                .orElseThrow(() -> notFound(subject, RegistryRefusedException.SUBJECT_NOT_FOUND));
    }

    private static RegistryRefusedException notFound(String what, int code) {
        return new RegistryRefusedException(what + " not found", 404, code);
    }

    @Override
    public void setCompatibility(String subject, Compatibility level) {
        throw new UnsupportedOperationException("serdes never set levels");
    }

    @Override
    public void close() {
        registered.clear();
    }
}
