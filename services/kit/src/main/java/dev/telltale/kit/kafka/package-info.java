/** The only place that makes Kafka clients: their settings, our serializers, the topics, dead letters. */
@NullMarked
package dev.telltale.kit.kafka;

import org.jspecify.annotations.NullMarked;
