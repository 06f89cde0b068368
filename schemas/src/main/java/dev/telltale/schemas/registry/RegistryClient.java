package dev.telltale.schemas.registry;

import org.apache.avro.Schema;

/**
 * What serdes ask of a schema registry.
 *
 * <p>
 * Every method throws {@link RegistryUnavailableException} (worth another try) where no registry answered, and
 * {@link RegistryRefusedException} where one said no.
 */
public interface RegistryClient extends AutoCloseable {

    /** Id of the schema under the subject; registers it where it is new. */
    int register(String subject, Schema schema);

    /** Id of the schema under the subject; refused where it was never registered. */
    int idOf(String subject, Schema schema);

    /** The schema with this id; refused where there is none. */
    Schema schemaById(int id);

    /** The latest version under the subject; refused where there is none. */
    RegisteredSchema latest(String subject);

    /** Sets how far the next versions of a subject may differ from those before. */
    void setCompatibility(String subject, Compatibility level);

    @Override
    void close();
}
