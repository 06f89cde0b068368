package dev.telltale.schemas.registry;

import org.apache.avro.Schema;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;

/** Remembers ids and schemas, which never change once given; asks the client behind it once for each. Thread-safe. */
public final class CachedRegistryClient implements RegistryClient {

    private record SubjectSchema(String subject, Schema schema) {}

    private final RegistryClient source;
    private final ConcurrentMap<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final ConcurrentMap<SubjectSchema, Integer> ids = new ConcurrentHashMap<>();

    /** @param source whom to ask */
    public CachedRegistryClient(RegistryClient source) {
        this.source = source;
    }

    @Override
    public int register(String subject, Schema schema) {
        return remembered(subject, schema, source::register);
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return remembered(subject, schema, source::idOf);
    }

    /** Get before compute: two threads may ask twice, but nobody holds a lock of the map while the network is slow. */
    private int remembered(String subject, Schema schema, BiFunction<String, Schema, Integer> ask) {
        var name = new SubjectSchema(subject, schema);
        var known = ids.get(name);
        if (known != null) {
            return known;
        }
        var id = ask.apply(subject, schema);
        ids.put(name, id);
        return id;
    }

    @Override
    public Schema schemaById(int id) {
        var known = schemas.get(id);
        if (known != null) {
            return known;
        }
        var schema = source.schemaById(id);
        schemas.put(id, schema);
        return schema;
    }

    /** Not remembered: the latest changes. */
    @Override
    public RegisteredSchema latest(String subject) {
        return source.latest(subject);
    }

    @Override
    public void setCompatibility(String subject, Compatibility level) {
        source.setCompatibility(subject, level);
    }

    @Override
    public void close() {
        source.close();
    }
}
