package dev.telltale.embedded.registry;

/**
 * One version of one subject.
 *
 * @param subject under which name
 * @param version number in the subject, counted from 1
 * @param id the same for the same text under every subject
 * @param schema the text
 * @param deleted hidden from every route but that by id
 */
record StoredSchema(String subject, int version, int id, String schema, boolean deleted) {
    StoredSchema asDeleted() {
        return new StoredSchema(subject, version, id, schema, true);
    }
}
