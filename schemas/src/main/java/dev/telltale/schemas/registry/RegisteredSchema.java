package dev.telltale.schemas.registry;

import org.apache.avro.Schema;

/**
 * A schema as a registry holds it.
 *
 * @param subject under which name
 * @param version number in the subject, counted from 1
 * @param id the number that stands in the wire format
 * @param schema the schema
 */
public record RegisteredSchema(String subject, int version, int id, Schema schema) {}
