package dev.telltale.schemas.registry;

import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;

/** The promise to those who read our topics: schemas of public ones change only in ways that are compatible both ways. */
public final class PublicSubjects {
    private PublicSubjects() {}

    /**
     * Registers them and has the registry refuse anything else from now on. In this order: Apicurio sets a level only for
     * what is there.
     */
    public static void publish(RegistryClient registry, TopicNames names) {
        for (var topic : Topic.values()) {
            if (topic.isPublic()) {
                registry.register(names.subject(topic), topic.schema());
                registry.setCompatibility(names.subject(topic), Compatibility.FULL_TRANSITIVE);
            }
        }
    }
}
