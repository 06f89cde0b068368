package dev.telltale.local.process;

import dev.telltale.embedded.TopicContents;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;
import dev.telltale.schemas.Verdict;

import java.util.List;
import java.util.Map;

/**
 * Where a cluster is.
 *
 * @param broker host:port
 * @param registry its URL
 */
record Site(String broker, String registry) {
    /** The addresses by the names that Kafka's clients and serdes use. */
    Map<String, String> clients() {
        return Map.of("bootstrap.servers", broker, "schema.registry.url", registry);
    }

    /** The verdicts that any consumer would read, in order, as text. */
    List<String> verdicts(String stream) {
        return TopicContents.read(clients(), TopicNames.standard().of(Topic.VERDICTS), Verdict.class).stream()
                .filter(verdict -> verdict.key().equals(stream)).map(verdict -> verdict.value().toString()).toList();
    }
}
